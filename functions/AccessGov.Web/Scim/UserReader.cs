using System.Text.Json;
using System.Text.Json.Nodes;
using AccessGov.App.Personnel.Persons;
using AccessGov.App.Personnel.Reading;
using AccessGov.App.Texts;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Web.Programs;

namespace AccessGov.Web.Scim;

/// <summary>
/// Reads a whole resource in the form of <see cref="ScimValues.Resource"/> as what a source says of a person, and what it says besides.
/// </summary>
internal static class UserReader
{
    private static readonly UiTexts English = new("en");

    /// <summary>The 職員番号 of a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="idWidth">The width of the source's numbers (<see cref="EmployeeNumbers"/>); null for any.</param>
    /// <exception cref="ScimFault">It has none, or two.</exception>
    public static EmployeeId Person(JsonObject resource, int? idWidth)
    {
        var external = Number((string?)resource["externalId"], idWidth);
        var number = Number((string?)resource[ScimSchema.Enterprise.Urn]?["employeeNumber"], idWidth);
        if (external is not null && number is not null && external != number)
            throw ScimFault.Value("externalId", "Differs from employeeNumber; both are the 職員番号.");
        return external
            ?? number
            ?? throw ScimFault.Value("externalId", "Is missing: the 職員番号, here or as employeeNumber of the enterprise extension.");
    }

    private static EmployeeId? Number(string? text, int? idWidth) =>
        text is null ? null
        : EmployeeNumbers.TryRead(text, idWidth, out var id, out var why) ? id
        : throw ScimFault.Value("externalId", English.Of(why));

    /// <summary>
    /// The source that a resource speaks for; refuses another municipality and a source for which the caller does not speak.
    /// </summary>
    public static SourceId Source(JsonObject resource, Caller caller, Workspace workspace)
    {
        var extension = resource[ScimSchema.Personnel.Urn];
        if ((string?)extension?["tenant"] is { } tenant && tenant != workspace.Tenant.Value)
            throw new ScimFault(403, null, "The resource is for another municipality.");
        if ((string?)extension?["source"] is not { } source)
            return caller.Sources.Count == 1
                ? caller.Sources[0]
                : throw ScimFault.Value(ScimSchema.Personnel.Urn + ":source", "Is missing: this caller speaks for several sources.");
        return caller.Sources.Contains(new SourceId(source))
            ? new SourceId(source)
            : throw new ScimFault(403, null, "The caller does not speak for this source.");
    }

    /// <summary>Reads what a client wants one person to be, and tells every fault.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="source">Who says it.</param>
    /// <param name="person">Whom it must be about.</param>
    /// <param name="known">What is there; an <c>active</c> that is left out stays as it was.</param>
    /// <param name="isWhole">True when the client has sent all of it.</param>
    /// <param name="today">The day it speaks of.</param>
    /// <param name="idWidth">The width of the source's numbers; null for any.</param>
    public static ChangePeople.Wanted Read(
        JsonObject resource,
        SourceId source,
        EmployeeId person,
        KnownPerson? known,
        bool isWhole,
        DateOnly today,
        int? idWidth
    )
    {
        string?[] numbers = [(string?)resource["externalId"], (string?)resource[ScimSchema.Enterprise.Urn]?["employeeNumber"]];
        if (numbers.Any(n => Number(n, idWidth) is { } told && told != person))
            throw ScimFault.Mutability("A 職員番号 does not change: tell the person under the new number, with formerEmployeeId.");
        var userName = (string?)resource["userName"] ?? throw ScimFault.Value("userName", "Is missing.");
        // A number in the place of a name is the person's own, however it was written.
        if (EmployeeNumbers.TryRead(userName, idWidth, out var own, out _) && own == person)
            userName = person.Value;
        var said = WithFormerName(Facts(resource, source, person, today, idWidth), known?.Facts);
        var active = (bool?)resource["active"] ?? (known is not { IsOwnWord: true } || known.Profile!.IsActive);
        var profile = new PersonProfile(userName, Besides(resource), active, said, "", default, default);
        return new ChangePeople.Wanted(active ? said : ImmediateStop.Over(said, today), profile, isWhole);
    }

    /// <summary>SCIM has no word for 旧姓: what the source told of it in another way stays.</summary>
    private static PersonStatement WithFormerName(PersonStatement said, PersonStatement? before) =>
        said is PersonStatement.Employed own && before is PersonStatement.Employed { Worker.FormerName: { } name }
            ? own with
            {
                Worker = own.Worker with { FormerName = own.Worker.FormerName ?? name },
            }
            : said;

    private static PersonStatement Facts(JsonObject resource, SourceId source, EmployeeId person, DateOnly today, int? idWidth)
    {
        if (resource[ScimSchema.Personnel.Urn] is not JsonObject extension)
            throw ScimFault.Value(
                ScimSchema.Personnel.Urn,
                "The extension is missing: without it nothing is known of employment and postings, and silence neither gives nor takes."
            );
        var told = (JsonObject)extension.DeepClone();
        told.Remove("tenant");
        told.Remove("source");
        told["employeeId"] = person.Value;
        if (told.ContainsKey("employments"))
            told["name"] = Name(resource) ?? throw ScimFault.Value("displayName", "Is missing, and so are the parts of the name.");
        return PersonJson.Read(JsonSerializer.SerializeToElement(told), source, today, idWidth) switch
        {
            PersonRead.Read(var statement) => statement,
            PersonRead.Refused(var faults) => throw ScimFault.Value(
                ScimSchema.Personnel.Urn,
                string.Join(' ', faults.Take(5).Select(f => $"{f.Path}: {English.Of(f.Text)}"))
            ),
            var other => throw new InvalidOperationException(other.GetType().Name),
        };
    }

    private static string? Name(JsonObject resource)
    {
        if ((string?)resource["displayName"] is { } display)
            return display;
        if ((string?)resource["name"]?["formatted"] is { } formatted)
            return formatted;
        var parts = new[] { (string?)resource["name"]?["familyName"], (string?)resource["name"]?["givenName"] }.OfType<string>().ToArray();
        return parts.Length == 0 ? null : string.Join('　', parts);
    }

    /// <summary>What neither the statement nor a column of its own holds.</summary>
    private static JsonElement Besides(JsonObject resource)
    {
        var rest = (JsonObject)resource.DeepClone();
        foreach (var name in new[] { "externalId", "userName", "active", ScimSchema.Personnel.Urn })
            rest.Remove(name);
        if (rest[ScimSchema.Enterprise.Urn] is JsonObject enterprise)
        {
            enterprise.Remove("employeeNumber");
            if (enterprise.Count == 0)
                rest.Remove(ScimSchema.Enterprise.Urn);
        }
        return JsonSerializer.SerializeToElement(rest);
    }
}
