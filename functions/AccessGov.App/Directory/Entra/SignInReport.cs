using System.Text.Json;
using AccessGov.App.Directory.Entra.Wire;
using AccessGov.App.Failures;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Directory.Entra;

/// <summary>
/// When accounts last signed in with success, page by page: <c>signInActivity</c> of <c>GET /users</c>. Pages of 500 at most
/// (learn.microsoft.com, user-list), 10 requests a minute for an application and tenant (throttling limits), permission
/// <c>AuditLog.Read.All</c> and a premium licence. The other instants that it has move with failed attempts as well and are passed over.
/// </summary>
public sealed class SignInReport
{
    /// <summary>One request in so long: never more than ten within a minute, whichever minute is looked at.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(6);

    private const string List = "/users?$select=id,signInActivity&$top=500";

    /// <summary>As a list of users with <c>$select</c>.</summary>
    private const int Units = 1;

    private readonly GraphLists lists;
    private readonly TimeProvider clock;
    private readonly Lock gate = new();
    private readonly TokenBucket requests;

    internal SignInReport(GraphLists lists, TimeProvider clock)
    {
        (this.lists, this.clock) = (lists, clock);
        requests = new TokenBucket(1, Pace, clock.GetUtcNow());
    }

    /// <summary>One page.</summary>
    /// <param name="Known">Accounts of which an instant is known. Of the others nobody knows, which is not "never".</param>
    /// <param name="Accounts">How many accounts it spoke of.</param>
    /// <param name="Next">What the next page is asked for with; null for the last one.</param>
    public sealed record Page(IReadOnlyList<(Guid Account, DateTimeOffset At)> Known, int Accounts, string? Next);

    /// <summary>Reads one page, as soon as the pace allows it.</summary>
    /// <param name="next">What the page before said; null for the first page.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="OutsideFailureException">Not read: <c>forbidden</c> where the permission or the licence is missing.</exception>
    public async Task<Page> ReadAsync(string? next, CancellationToken ct)
    {
        while (WaitFor() is { Ticks: > 0 } wait)
            await Task.Delay(wait, clock, ct);
        var page = new List<(Guid Account, DateTimeOffset? At)>();
        var (isThere, link) = await lists.PageAsync<(Guid, DateTimeOffset?)>(next, List, Units, Read, page, ct);
        if (!isThere)
            throw new OutsideFailureException(
                new OutsideFailure.Permanent("no-sign-in-report"),
                Wording.Of("Outside.not-there", "GET /users")
            );
        return new Page([.. page.Where(a => a.At is not null).Select(a => (a.Account, a.At!.Value))], page.Count, link);
    }

    private TimeSpan WaitFor()
    {
        lock (gate)
        {
            var wait = requests.WaitFor(1, clock.GetUtcNow());
            if (wait <= TimeSpan.Zero)
                requests.Take(1);
            return wait;
        }
    }

    private static (Guid, DateTimeOffset?) Read(ref Utf8JsonReader json)
    {
        Guid? id = null;
        DateTimeOffset? at = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString();
            json.Read();
            if (name == "id")
                id = json.GetGuid();
            else if (name == "signInActivity" && json.TokenType == JsonTokenType.StartObject)
                at = Successful(ref json);
            else
                json.Skip();
        }
        return (id ?? throw new JsonException("An account without id."), at);
    }

    private static DateTimeOffset? Successful(ref Utf8JsonReader json)
    {
        DateTimeOffset? at = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = json.ValueTextEquals("lastSuccessfulSignInDateTime"u8);
            json.Read();
            if (isIt && json.TokenType == JsonTokenType.String)
                at = json.GetDateTimeOffset();
            else
                json.Skip();
        }
        return at;
    }
}
