using AccessGov.App.Directory.Ldap.Wire;
using AccessGov.App.Failures;
using AccessGov.App.Settings;
using AccessGov.Core.Applying;
using AccessGov.Core.Directory;
using AccessGov.Core.Planning;

namespace AccessGov.App.Directory.Ldap;

/// <summary>
/// One slice of a plan under way, on one connection: a second one would be slower (measured) and could overtake. An answer that is lost is
/// asked for again; every request is made so that a second one after an effect says that it was so before, or is looked into.
/// </summary>
internal sealed class LdapActions(
    IReadOnlyList<PlannedAction> slice,
    LdapReads reads,
    LdapLink writes,
    LdapSettings settings,
    TimeProvider clock,
    DateTimeOffset deadline
)
{
    /// <summary>Members of one request; the server bounds its size and not their number, and more gain little (measured).</summary>
    public const int MembersAtOnce = 1000;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ActionOutcome?[] outcomes = new ActionOutcome?[slice.Count];
    private readonly Guid?[] accounts = [.. slice.Select(a => a.Target.ObjectId)];
    private readonly LdapAccountActions one = new(writes.Server, settings);

    public async Task<IReadOnlyList<ActionOutcomeOf>> RunAsync(CancellationToken ct)
    {
        await FindAccountsAsync(ct);
        // One value may stand in a request once: what is asked for twice in one slice is asked for again in another one.
        foreach (
            var group in Open()
                .Where(i => slice[i] is PlannedAction.AddMember or PlannedAction.RemoveMember)
                .GroupBy(i => (Key: KeyOf(i), accounts[i]!.Value))
                .SelectMany(same => same.Select((i, nth) => (same.Key.Key, Nth: nth, Index: i)))
                .GroupBy(p => (p.Key, p.Nth), p => p.Index)
                .OrderBy(g => g.Key.Nth)
        )
            foreach (var chunk in group.Chunk(MembersAtOnce))
                await MembersAsync(group.Key.Key.Group, group.Key.Key.Gives, chunk, ct);
        foreach (var i in Open().Where(i => slice[i] is not PlannedAction.RevokeSessions))
            await OneAsync(i, ct);
        foreach (var i in Open())
            await OneAsync(i, ct);
        return [.. slice.Select((action, i) => new ActionOutcomeOf(action.Id, outcomes[i]!, accounts[i]))];
    }

    private int[] Open() => [.. Enumerable.Range(0, slice.Count).Where(i => outcomes[i] is null)];

    private (Guid Group, bool Gives) KeyOf(int i) =>
        slice[i] switch
        {
            PlannedAction.AddMember add => (add.GroupId, true),
            PlannedAction.RemoveMember remove => (remove.GroupId, false),
            _ => throw new InvalidOperationException($"{slice[i].GetType().Name} is about no group."),
        };

    /// <summary>Actions without an object id, and those that give a number: what makes somebody's account must find nobody.</summary>
    private async Task FindAccountsAsync(CancellationToken ct)
    {
        var unknown = Open().Where(i => accounts[i] is null || OutcomeDecider.GivesNumber(slice[i])).ToArray();
        foreach (var chunk in unknown.Chunk(LdapDirectory.MostIds))
        {
            var carriers = new List<DirectoryAccount>();
            var numbers = chunk.Select(i => slice[i].Target.Employee).Distinct();
            var pool = new TextPool();
            var failure = await TryAsync(
                async () =>
                {
                    var filter = LdapFilter.Or([.. numbers.Select(n => LdapFilter.Equal(LdapAccounts.Number, n.Value))]);
                    carriers = [.. (await reads.AccountsAsync(filter, ct)).Select(entry => reads.Read(entry, pool))];
                },
                ct
            );
            foreach (var i in chunk)
                if (failure is not null)
                    outcomes[i] = OutcomeDecider.Of(slice[i], NotReached(failure));
                else
                {
                    var own = carriers.Where(a => a.EmployeeId == slice[i].Target.Employee).ToArray();
                    if (own is [var only] && accounts[i] is null)
                        accounts[i] = only.ObjectId;
                    outcomes[i] = OutcomeDecider.OfCarriers(slice[i], own);
                }
        }
    }

    /// <summary>
    /// One group's members, all in one request: all of them or none. Where one of them spoils it the members are read and only what is
    /// left is asked for, one by one.
    /// </summary>
    private async Task MembersAsync(Guid group, bool gives, int[] chunk, CancellationToken ct)
    {
        LdapResult result = default;
        if (await TryAsync(async () => result = await SendAsync(group, gives, chunk, ct), ct) is { } failure)
            Note(chunk, NotReached(failure));
        else if (result.Succeeded)
            Note(chunk, new DirectoryAnswer.Accepted());
        else if (chunk.Length == 1)
            Note(chunk, LdapAnswers.OfMember(result, gives));
        else
            await OneByOneAsync(group, gives, chunk, ct);
    }

    private async Task OneByOneAsync(Guid group, bool gives, int[] chunk, CancellationToken ct)
    {
        List<Guid>? found = null;
        if (await TryAsync(async () => found = await reads.MembersAsync(group, ct), ct) is { } failure)
        {
            Note(chunk, NotReached(failure));
            return;
        }
        if (found is null)
        {
            Note(chunk, new DirectoryAnswer.Absent());
            return;
        }
        var members = found.ToHashSet();
        foreach (var i in chunk)
            if (members.Contains(accounts[i]!.Value) == gives)
                Note([i], new DirectoryAnswer.SoBefore());
            else
                await MembersAsync(group, gives, [i], ct);
    }

    private Task<LdapResult> SendAsync(Guid group, bool gives, int[] chunk, CancellationToken ct)
    {
        var members = chunk.Select(i => LdapNames.Of(accounts[i]!.Value));
        var change = gives ? LdapChange.Add("member", members) : LdapChange.Delete("member", members);
        return writes.UseAsync(
            (connection, token) => connection.SendAsync(LdapRequest.Modify(LdapNames.Of(group), [change]), [LdapControl.Permissive], token),
            ct
        );
    }

    private async Task OneAsync(int i, CancellationToken ct)
    {
        (ActionOutcome Outcome, Guid? Account) done = default;
        var failure = await TryAsync(
            async () => done = await writes.UseAsync((connection, token) => one.DoAsync(connection, slice[i], accounts[i], token), ct),
            ct
        );
        outcomes[i] = failure is null ? done.Outcome : OutcomeDecider.Of(slice[i], NotReached(failure));
        accounts[i] ??= failure is null ? done.Account : null;
    }

    /// <summary>Tries until the deadline what may pass by itself.</summary>
    /// <returns>Null when it was done; else why not.</returns>
    private async Task<OutsideFailure?> TryAsync(Func<Task> what, CancellationToken ct)
    {
        while (true)
            try
            {
                await what();
                return null;
            }
            catch (OutsideFailureException e)
            {
                if (e.Kind is OutsideFailure.Permanent || clock.GetUtcNow() + Pause >= deadline)
                    return e.Kind;
                await Task.Delay(Pause, clock, ct);
            }
    }

    private void Note(IEnumerable<int> actions, DirectoryAnswer answer)
    {
        foreach (var i in actions)
            outcomes[i] = OutcomeDecider.Of(slice[i], answer);
    }

    private DirectoryAnswer NotReached(OutsideFailure failure) =>
        failure is OutsideFailure.Transient ? new DirectoryAnswer.Busy(deadline) : new DirectoryAnswer.Refused(failure.Code);
}
