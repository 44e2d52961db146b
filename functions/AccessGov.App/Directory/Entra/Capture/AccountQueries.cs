using System.Text.Json;
using AccessGov.App.Directory.Entra.Batch;
using AccessGov.App.Directory.Entra.Wire;
using AccessGov.App.Failures;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Directory.Entra.Capture;

/// <summary>Look-ups of single accounts and groups, up to 300 accounts a POST.</summary>
internal static class AccountQueries
{
    /// <summary>Most values of one <c>in</c> filter ("Too many child clauses … Max allowed: 15").</summary>
    public const int MostIds = 15;

    public static SubRequest ByObjectId(IEnumerable<Guid> ids) => Where("id", ids.Select(id => id.ToString()));

    /// <summary>Employee ids have no character that a filter or an address must escape.</summary>
    public static SubRequest ByEmployeeId(IEnumerable<EmployeeId> ids) => Where("employeeId", ids.Select(id => id.Value));

    /// <summary>Numbers as somebody may have written them: with spaces, in full width.</summary>
    public static SubRequest ByWrittenNumber(IEnumerable<string> numbers) => Where("employeeId", numbers);

    public static SubRequest ByName(string userPrincipalName) =>
        new(HttpMethod.Get, $"/users/{Uri.EscapeDataString(userPrincipalName)}?$select={AccountJson.Select}", default);

    public static SubRequest ById(Guid id) => new(HttpMethod.Get, $"/users/{id}?$select={AccountJson.Select}", default);

    /// <summary>Direct memberships of any kind, roles and administrative units among them.</summary>
    public static SubRequest GroupsOf(Guid id) =>
        new(HttpMethod.Get, $"/users/{id}/memberOf?$select=id&$top={GraphLists.PageSize}", default);

    public static SubRequest Group(Guid id) =>
        new(HttpMethod.Get, $"/groups/{id}?$select=id,groupTypes,isAssignableToRole,onPremisesSyncEnabled", default);

    /// <summary>The accounts of a list; null when the list is not whole.</summary>
    public static List<DirectoryAccount>? ReadList(SubReply.Answered reply)
    {
        if (!reply.Succeeded)
            return null;
        var accounts = new List<DirectoryAccount>();
        var pool = new TextPool();
        try
        {
            var next = GraphPage.Read(
                JsonSerializer.SerializeToUtf8Bytes(reply.Body),
                (ref json) => AccountJson.Read(ref json, pool),
                accounts
            );
            return next is null ? accounts : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A single account; null when the reply is none.</summary>
    public static DirectoryAccount? ReadOne(SubReply.Answered reply)
    {
        if (!reply.Succeeded)
            return null;
        var json = new Utf8JsonReader(JsonSerializer.SerializeToUtf8Bytes(reply.Body));
        try
        {
            return json.Read() && json.TokenType == JsonTokenType.StartObject ? AccountJson.Read(ref json, new TextPool()) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    public static OutsideFailure FailureOf(SubReply reply) =>
        reply switch
        {
            SubReply.Unanswered lost => lost.Failure,
            SubReply.Answered { Succeeded: false } refused => GraphFailures.Classify(refused.Status, refused.Error, null),
            _ => new OutsideFailure.Transient("unreadable-page"),
        };

    public static OutsideFailureException Failed(Wording what, SubReply reply)
    {
        var failure = FailureOf(reply);
        return new OutsideFailureException(failure, Wording.Of("Outside.reading-failed", what, GraphFailures.InWords(failure.Code)));
    }

    private static SubRequest Where(string property, IEnumerable<string> values)
    {
        var filter = Uri.EscapeDataString($"{property} in ({string.Join(',', values.Select(v => $"'{v}'"))})");
        return new SubRequest(HttpMethod.Get, $"/users?$filter={filter}&$select={AccountJson.Select}", default);
    }
}
