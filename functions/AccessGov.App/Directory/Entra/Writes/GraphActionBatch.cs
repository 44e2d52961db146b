using AccessGov.App.Directory.Entra.Batch;
using AccessGov.App.Directory.Entra.Capture;
using AccessGov.Core.Applying;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;

namespace AccessGov.App.Directory.Entra.Writes;

/// <summary>
/// One slice of a plan under way: from actions to requests and back to outcomes. What it asks before and after writing goes with the
/// reader's token, what it writes with the writer's.
/// </summary>
internal sealed class GraphActionBatch(
    IReadOnlyList<PlannedAction> slice,
    BatchSender reads,
    BatchSender writes,
    ActionRequests requests,
    Lazy<NewAccountRequests> creations,
    DateTimeOffset deadline
)
{
    private readonly ActionOutcome?[] outcomes = new ActionOutcome?[slice.Count];
    private readonly Guid?[] accounts = [.. slice.Select(a => a.Target.ObjectId)];

    public async Task<IReadOnlyList<ActionOutcomeOf>> RunAsync(CancellationToken ct)
    {
        await FindAccountsAsync(ct);
        // A session that is revoked before its account is disabled can be opened again, and an envelope answers in any order.
        // Two envelopes, not dependsOn: that would leave the sessions open when disabling fails, just when closing them matters.
        await SendAsync(action => action is not PlannedAction.RevokeSessions, ct);
        await SendAsync(action => action is PlannedAction.RevokeSessions, ct);
        return [.. slice.Select((action, i) => new ActionOutcomeOf(action.Id, outcomes[i]!, accounts[i]))];
    }

    /// <summary>
    /// Actions without an object id, and those that give a number: what makes somebody's account must find nobody, all others exactly one.
    /// </summary>
    private async Task FindAccountsAsync(CancellationToken ct)
    {
        var unknown = Enumerable.Range(0, slice.Count).Where(i => accounts[i] is null || OutcomeDecider.GivesNumber(slice[i])).ToList();
        if (unknown.Count == 0)
            return;
        var chunks = unknown.Select(i => slice[i].Target.Employee).Distinct().Chunk(AccountQueries.MostIds).ToList();
        var replies = await reads.SendAsync([.. chunks.Select(AccountQueries.ByEmployeeId)], deadline, ct);
        var found = new Dictionary<EmployeeId, List<DirectoryAccount>>();
        var failed = new Dictionary<EmployeeId, DirectoryAnswer>();
        foreach (var (chunk, reply) in chunks.Zip(replies))
        {
            var list = reply is SubReply.Answered answer ? AccountQueries.ReadList(answer) : null;
            if (list is null)
                foreach (var id in chunk)
                    failed[id] = NotReached(reply);
            else
                foreach (var carriers in list.Where(a => a.EmployeeId is not null).GroupBy(a => a.EmployeeId!.Value))
                    found[carriers.Key] = [.. carriers];
        }

        foreach (var i in unknown)
        {
            var id = slice[i].Target.Employee;
            outcomes[i] = failed.TryGetValue(id, out var answer)
                ? OutcomeDecider.Of(slice[i], answer)
                : Resolve(i, found.GetValueOrDefault(id) ?? []);
        }
    }

    private ActionOutcome? Resolve(int i, List<DirectoryAccount> carriers)
    {
        if (carriers.Count == 1 && accounts[i] is null)
            accounts[i] = carriers[0].ObjectId;
        return OutcomeDecider.OfCarriers(slice[i], carriers);
    }

    private async Task SendAsync(Func<PlannedAction, bool> belongs, CancellationToken ct)
    {
        var open = Enumerable.Range(0, slice.Count).Where(i => outcomes[i] is null && belongs(slice[i])).ToList();
        var sent = Coalesced(open).ToList();
        var again = await SendAsync(sent, ct);
        if (again.Count > 0)
            await SendAsync(
                [.. again.Select(i => new Sending([i], requests.Add(((PlannedAction.AddMember)slice[i]).GroupId, accounts[i]!.Value)))],
                ct
            );
    }

    /// <summary>Sends and notes outcomes; returns the actions of spoilt groups of additions.</summary>
    private async Task<List<int>> SendAsync(List<Sending> sent, CancellationToken ct)
    {
        var again = new List<int>();
        var taken = new List<int>();
        var replies = await writes.SendAsync([.. sent.Select(s => s.Request)], deadline, ct);
        foreach (var ((actions, _), reply) in sent.Zip(replies))
        {
            if (actions.Count > 1 && GraphAnswers.AreWorthTryingOneByOne(reply))
                again.AddRange(actions);
            else if (slice[actions[0]] is PlannedAction.CreateAccount && GraphAnswers.IsNameTaken(reply))
                taken.Add(actions[0]);
            else
                foreach (var i in actions)
                    Note(i, reply);
        }

        if (taken.Count > 0)
            await AskWhoHoldsTheNameAsync(taken, ct);
        return again;
    }

    private void Note(int i, SubReply reply)
    {
        outcomes[i] = OutcomeDecider.Of(slice[i], GraphAnswers.Of(slice[i], reply));
        if (slice[i] is PlannedAction.CreateAccount && reply is SubReply.Answered { Succeeded: true } made)
            accounts[i] = made.Body.TryGetProperty("id", out var id) && id.TryGetGuid(out var guid) ? guid : null;
    }

    /// <summary>
    /// Our own creation whose reply was lost, or somebody else's account. By name: that is what the directory refused, and never behind.
    /// </summary>
    private async Task AskWhoHoldsTheNameAsync(List<int> creations, CancellationToken ct)
    {
        var replies = await reads.SendAsync(
            [.. creations.Select(i => AccountQueries.ByName(((PlannedAction.CreateAccount)slice[i]).UserPrincipalName))],
            deadline,
            ct
        );
        foreach (var (i, reply) in creations.Zip(replies))
        {
            var holder = reply is SubReply.Answered answer ? AccountQueries.ReadOne(answer) : null;
            var isKnown = holder is not null || reply is SubReply.Answered { Status: 404 };
            outcomes[i] = isKnown ? OutcomeDecider.OfNameTaken(slice[i], holder) : OutcomeDecider.Of(slice[i], NotReached(reply));
            if (outcomes[i] is ActionOutcome.AlreadyTrue)
                accounts[i] = holder!.ObjectId;
        }
    }

    private DirectoryAnswer NotReached(SubReply reply) =>
        GraphAnswers.NotReached(AccountQueries.FailureOf(reply), (reply as SubReply.Unanswered)?.Until ?? deadline);

    /// <summary>
    /// Additions to one group go 20 to a PATCH; a member twice in one PATCH would be refused, so a repeat goes into another.
    /// </summary>
    private IEnumerable<Sending> Coalesced(List<int> open)
    {
        foreach (var i in open.Where(i => slice[i] is not PlannedAction.AddMember))
        {
            if (RequestOf(slice[i], accounts[i]) is { } request)
                yield return new Sending([i], request);
            else
                outcomes[i] = new ActionOutcome.AlreadyTrue();
        }

        foreach (
            var group in open.Where(i => slice[i] is PlannedAction.AddMember).GroupBy(i => ((PlannedAction.AddMember)slice[i]).GroupId)
        )
        {
            foreach (
                var distinct in group
                    .GroupBy(i => accounts[i]!.Value)
                    .SelectMany(same => same.Select((i, nth) => (i, nth)))
                    .GroupBy(p => p.nth, p => p.i)
            )
                foreach (var chunk in distinct.Chunk(WriteSlice.MembersAtOnce))
                    yield return new Sending(
                        chunk,
                        chunk is [var one]
                            ? requests.Add(group.Key, accounts[one]!.Value)
                            : requests.Add(group.Key, chunk.Select(i => accounts[i]!.Value))
                    );
        }
    }

    private SubRequest? RequestOf(PlannedAction action, Guid? account) =>
        action switch
        {
            PlannedAction.CreateAccount create => creations.Value.Create(create),
            PlannedAction.ChangeAttributes change => ActionRequests.Change(account!.Value, change),
            PlannedAction.EnableAccount => ActionRequests.Enable(account!.Value, true),
            PlannedAction.DisableAccount => ActionRequests.Enable(account!.Value, false),
            PlannedAction.RevokeSessions => ActionRequests.RevokeSessions(account!.Value),
            PlannedAction.RemoveMember remove => ActionRequests.Remove(remove.GroupId, account!.Value),
            PlannedAction.DeleteAccount => ActionRequests.Delete(account!.Value),
            PlannedAction.RestoreAccount => ActionRequests.Restore(account!.Value),
            _ => throw new InvalidOperationException($"{action.GetType().Name} has no request of its own."),
        };

    private readonly record struct Sending(IReadOnlyList<int> Actions, SubRequest Request);
}
