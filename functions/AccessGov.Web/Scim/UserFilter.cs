using System.Text.Json.Nodes;
using AccessGov.Core.Kernel;

namespace AccessGov.Web.Scim;

/// <summary>A filter of a list of persons: whose attributes it compares, and whether it names the persons it can find.</summary>
internal sealed class UserFilter
{
    private static readonly ScimAttribute Id = ScimAttribute.Text("id") with { IsCaseExact = true };
    private readonly ScimFilter filter;
    private readonly Dictionary<ScimFilter.Term, Target> targets = [];

    private UserFilter(ScimFilter filter)
    {
        this.filter = filter;
        foreach (var term in filter.Terms)
            if (!targets.ContainsKey(term))
            {
                var target = TargetOf(term);
                term.Check(target.Compared);
                targets.Add(term, target);
            }
        Names = NamesOf(filter);
    }

    /// <summary>What names one person.</summary>
    /// <param name="Kind">id, userName or externalId; the last also for employeeNumber.</param>
    /// <param name="Value">Its value, as the client wrote it.</param>
    internal sealed record Name(string Kind, string Value);

    /// <summary>What a comparison compares.</summary>
    private sealed record Target(ScimAttribute Compared, string? Key, Func<UserView, IEnumerable<JsonNode?>> Values);

    /// <summary>Nobody but persons of these names can meet the filter; null when anybody can.</summary>
    public IReadOnlyList<Name>? Names { get; }

    /// <summary>Reads a filter.</summary>
    /// <exception cref="ScimFault">It is none, or compares what cannot be compared.</exception>
    public static UserFilter Parse(string text) => new(ScimFilter.Parse(text));

    /// <summary>True when a person meets it. A number is compared as it is known, however the client writes it.</summary>
    /// <param name="view">The person.</param>
    /// <param name="width">The width of the source's numbers; null for any.</param>
    public bool Holds(UserView view, int? width) =>
        filter.Holds(term =>
            Holds(term, view)
            || term is { IsEqual: true, Text: { } text }
                && targets[term].Key is "userName" or "externalId"
                && EmployeeNumbers.TryRead(text, width, out var number, out _)
                && targets[term]
                    .Values(view)
                    .Any(v => term with { Value = number.Value } is var known && known.Holds(targets[term].Compared, v))
        );

    private bool Holds(ScimFilter.Term term, UserView view)
    {
        var (compared, _, values) = targets[term];
        var there = values(view).ToArray();
        // Of several values one must meet it; where there is none, nothing does but 'ne', and equality with nothing.
        return there.Length == 0 ? term.Holds(compared, null) : Array.Exists(there, v => term.Holds(compared, v));
    }

    private List<Name>? NamesOf(ScimFilter part) =>
        part switch
        {
            ScimFilter.Term { IsEqual: true, Text: { } text } term when targets[term].Key is { } key => [new Name(key, text)],
            ScimFilter.All all => all.Of.Select(NamesOf).OfType<List<Name>>().MinBy(n => n.Count),
            ScimFilter.Any any => any.Of.Select(NamesOf).ToArray() is var several && several.All(n => n is not null)
                ? [.. several.SelectMany(n => n!).Distinct()]
                : null,
            _ => null,
        };

    private static Target TargetOf(ScimFilter.Term term)
    {
        switch (term.Attribute.ToLowerInvariant())
        {
            case "id":
                return new Target(Id, "id", view => [view.Id]);
            case "meta.lastmodified":
                return MomentOf("meta.lastModified", view => view.ModifiedAt);
            case "meta.created":
                return MomentOf("meta.created", view => view.CreatedAt);
        }
        if (
            Path(term.Attribute) is not { Attribute: { IsKept: true, IsWriteOnly: false } attribute } path
            || path.Part is { IsKept: false }
        )
            throw ScimFault.Filter("A filter compares id, meta.lastModified, meta.created and what Schemas names.");
        // RFC 7643 §2.4: what is not said otherwise is the value.
        var part = path.Part ?? (term.Operator == "pr" ? null : attribute.Part("value"));
        if (attribute.Type == ScimType.Complex && part is null && term.Operator != "pr")
            throw ScimFault.Filter("A filter compares a part of what has parts, like name.familyName or emails.value.");
        var key = path.Attribute.Name switch
        {
            "userName" => "userName",
            "externalId" or "employeeNumber" => "externalId",
            _ => null,
        };
        return new Target(part ?? attribute, key, view => ValuesOf(view, path, part));
    }

    private static IEnumerable<JsonNode?> ValuesOf(UserView view, ScimPath path, ScimAttribute? part)
    {
        var home = path.Schema == ScimSchema.Core ? view.Resource : view.Resource[path.Schema.Urn] as JsonObject;
        var whole = home?[path.Attribute!.Name];
        var values = whole is JsonArray several ? several.AsEnumerable() : Enumerable.Repeat(whole, 1);
        return part is null ? values : values.Select(v => (v as JsonObject)?[part.Name]);
    }

    private static Target MomentOf(string name, Func<UserView, DateTimeOffset> of) =>
        new(new ScimAttribute(name, ScimType.Moment, ""), null, view => [UserView.Moment(of(view))]);

    private static ScimPath? Path(string text)
    {
        try
        {
            return ScimPath.Parse(text);
        }
        catch (ScimFault)
        {
            return null;
        }
    }
}
