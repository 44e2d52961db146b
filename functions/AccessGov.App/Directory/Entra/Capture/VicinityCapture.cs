using System.Text.Json;
using AccessGov.App.Directory.Entra.Batch;
using AccessGov.App.Directory.Entra.Wire;
using AccessGov.App.Failures;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.App.Directory.Entra.Capture;

/// <summary>
/// What concerns one worker, read in two envelopes: who may be concerned, then each of them anew by object id with all groups.
/// The first asks by number, which may lag behind what was written a moment ago, and by name, which does not; what it says of an
/// account is only used to ask again.
/// </summary>
internal sealed class VicinityCapture(
    BatchSender batches,
    GraphLists lists,
    IReadOnlyList<Entitlement> governed,
    Vicinity vicinity,
    DateTimeOffset deadline
)
{
    private readonly DirectorySnapshot.Builder builder = new(governed.Select(e => e.Id), vicinity);
    private readonly Dictionary<EntitlementId, string> ungovernable = [];

    public async Task<DirectoryRead> RunAsync(CancellationToken ct)
    {
        try
        {
            var candidates = await CandidatesAsync(ct);
            if (candidates.Length > 0)
                await ReadAsync(candidates, ct);
            return new DirectoryRead.Complete(builder.Build()) { Ungovernable = ungovernable };
        }
        catch (OutsideFailureException e)
        {
            return new DirectoryRead.Incomplete(e.Kind, e.What);
        }
    }

    private async Task<Guid[]> CandidatesAsync(CancellationToken ct)
    {
        var byNumber = vicinity.Numbers.Chunk(AccountQueries.MostIds).Select(AccountQueries.ByEmployeeId).ToArray();
        var due = vicinity.Groups.ToHashSet();
        var groups = governed.Where(e => due.Contains(e.Id)).ToArray();
        var replies = await batches.SendAsync(
            [AccountQueries.ByName(vicinity.UserPrincipalName), .. byNumber, .. groups.Select(g => AccountQueries.Group(g.GroupId))],
            deadline,
            ct
        );
        var found = new List<Guid>();
        if (!IsAbsent(replies[0]))
            found.Add(One(replies[0]).ObjectId);
        foreach (var reply in replies[1..(1 + byNumber.Length)])
            found.AddRange(
                (
                    (reply is SubReply.Answered answer ? AccountQueries.ReadList(answer) : null)
                    ?? throw Failed(Wording.Of("Outside.accounts"), reply)
                ).Select(a => a.ObjectId)
            );
        foreach (var (group, reply) in groups.Zip(replies[(1 + byNumber.Length)..]))
            if (IsAbsent(reply))
                builder.GroupIsAbsent(group.Id);
            else if (reply is not SubReply.Answered { Succeeded: true, Body: { ValueKind: JsonValueKind.Object } body })
                throw Failed(Wording.Of("Outside.group-of", group.Id), reply);
            else if (GroupJson.RefusalOf(body) is { } why)
                ungovernable.Add(group.Id, GroupRefusalCodes.Of(why));
        return [.. found.Concat(vicinity.Chosen).Distinct()];
    }

    private async Task ReadAsync(Guid[] candidates, CancellationToken ct)
    {
        var replies = await batches.SendAsync(
            [.. candidates.SelectMany(id => new[] { AccountQueries.ById(id), AccountQueries.GroupsOf(id) })],
            deadline,
            ct
        );
        var governedBy = governed.ToLookup(e => e.GroupId, e => e.Id);
        foreach (var (id, reply) in candidates.Zip(replies.Chunk(2)))
        {
            // Deleted since: as absent as if it had never been found.
            if (IsAbsent(reply[0]) || await GroupsAsync(reply[1], ct) is not { } groups)
                continue;
            var account = One(reply[0]);
            if (!IsNear(account))
                continue;
            builder.Add(account);
            foreach (var entitlement in groups.SelectMany(g => governedBy[g]))
                builder.AddMember(entitlement, id);
        }
    }

    /// <summary>Every page; null when the account is gone.</summary>
    private async Task<List<Guid>?> GroupsAsync(SubReply reply, CancellationToken ct)
    {
        if (IsAbsent(reply))
            return null;
        if (reply is not SubReply.Answered { Succeeded: true } answer)
            throw Failed(Wording.Of("Outside.account-groups"), reply);
        var groups = new List<Guid>();
        try
        {
            var next = GraphPage.Read(JsonSerializer.SerializeToUtf8Bytes(answer.Body), GraphPage.ObjectId, groups);
            return next is null || await lists.TryContinueAsync(next, UnitsOfGroups, GraphPage.ObjectId, groups.AddRange, ct)
                ? groups
                : null;
        }
        catch (JsonException)
        {
            throw Failed(Wording.Of("Outside.account-groups"), reply);
        }
    }

    /// <summary>GET /users/{id}/memberOf costs 2 units, one less with $select (learn.microsoft.com, throttling limits).</summary>
    private const int UnitsOfGroups = 1;

    /// <summary>An account found under a number that it no longer carries is somebody else's.</summary>
    private bool IsNear(DirectoryAccount account) =>
        (account.EmployeeId is { } number && vicinity.Numbers.Contains(number))
        || vicinity.Chosen.Contains(account.ObjectId)
        || account.UserPrincipalName.Equals(vicinity.UserPrincipalName, StringComparison.OrdinalIgnoreCase);

    private static bool IsAbsent(SubReply reply) => reply is SubReply.Answered { Status: 404 };

    private static DirectoryAccount One(SubReply reply) =>
        (reply is SubReply.Answered answer ? AccountQueries.ReadOne(answer) : null) ?? throw Failed(Wording.Of("Outside.account"), reply);

    private static OutsideFailureException Failed(Wording what, SubReply reply) => AccountQueries.Failed(what, reply);
}
