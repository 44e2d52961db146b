using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Personnel.Deciding;

namespace AccessGov.App.Personnel.Persons;

/// <summary>
/// Changes persons of one source as a program asks that reads before it writes: what is there is read, the change decided and both the
/// statement and the profile committed at once, so that nobody's change is lost between. Facts change by a statement and by nothing else.
/// </summary>
public static class ChangePeople
{
    /// <summary>Changes of one call: each is up to six writes of one commit.</summary>
    public const int Most = 16;

    /// <summary>A change that is asked for.</summary>
    /// <param name="Person">Whom.</param>
    /// <param name="Decide">Is given what is there, or null, and says what shall be there; null: nothing is to be done. May be asked
    /// again.</param>
    public sealed record Asked(EmployeeId Person, Func<KnownPerson?, Wanted?> Decide);

    /// <summary>What shall be there.</summary>
    /// <param name="Facts">What the source says of the person from now on.</param>
    /// <param name="Profile">What is said besides; its hash and times are filled in here. Null: the person is deleted for the
    /// client.</param>
    /// <param name="IsWhole">The client has told everything anew today, even if it is what is known; otherwise unchanged facts are not told
    /// again.</param>
    public sealed record Wanted(PersonStatement Facts, PersonProfile? Profile, bool IsWhole);

    /// <summary>Changes persons, each by itself, in one commit.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="source">Whose persons.</param>
    /// <param name="asked">1 to <see cref="Most"/>, each person once.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>One result for each, in their order.</returns>
    public static async Task<IReadOnlyList<PersonChange>> RunAsync(
        Workspace workspace,
        Actor actor,
        SourceId source,
        IReadOnlyList<Asked> asked,
        CancellationToken ct
    )
    {
        if (asked.Count is 0 or > Most)
            throw new ArgumentException($"1 to {Most} changes at once; these are {asked.Count}.", nameof(asked));
        if (asked.DistinctBy(a => a.Person).Count() < asked.Count)
            throw new ArgumentException("A person is changed twice.", nameof(asked));
        var (results, stated, stops) = await PersonnelCommit.RunAsync(
            workspace,
            async () =>
            {
                var people = await PersonQuery.InAsync(workspace, source, ct);
                var decided = new List<Decided>();
                foreach (var one in asked)
                {
                    var known = await people.OneAsync(one.Person, ct);
                    decided.Add(new Decided(one.Person, known, one.Decide(known)));
                }
                return (People: people, Decided: decided);
            },
            async what =>
            {
                var kept = new Dictionary<EmployeeId, string>();
                foreach (var change in what.Decided.Where(d => d.Tells))
                    kept[change.Person] = await workspace.Kept.KeepAsync<PersonStatement>(change.Wanted!.Facts, ct);
                return kept;
            },
            async (commit, what, kept) =>
            {
                var one = new Commit(workspace, actor, source, commit, what.People, kept);
                var results = new List<PersonChange>();
                foreach (var change in what.Decided)
                    results.Add(await one.ChangeAsync(change, ct));
                return (commit.Left < PartitionCommit.Room, (results, one.Stated, one.Stops));
            },
            ct
        );
        await StopTakenBack.TellAsync(workspace, actor, source, stops, ct);
        foreach (var person in stated)
            await TakeStatements.AskForPlanAsync(workspace, person, ct);
        return results;
    }

    /// <summary>A change that was decided.</summary>
    /// <param name="Person">Whom.</param>
    /// <param name="Known">What is there; null for nobody.</param>
    /// <param name="Wanted">What shall be there; null when nothing is to be done.</param>
    private sealed record Decided(EmployeeId Person, KnownPerson? Known, Wanted? Wanted)
    {
        /// <summary>Hash of the facts that shall be there.</summary>
        public string Hash { get; } = Wanted is null ? "" : FactsHash.Of(Wanted.Facts);

        /// <summary>True when the facts are told anew: they differ, or all was told again on another day.</summary>
        public bool Tells =>
            Wanted is not null
            && (Known is null || FactsHash.Of(Known.Facts) != Hash || (Wanted.IsWhole && Known.StatedOn != Wanted.Facts.On));
    }

    /// <summary>One attempt to commit.</summary>
    private sealed class Commit(
        Workspace workspace,
        Actor actor,
        SourceId source,
        PartitionCommit commit,
        PersonQuery people,
        Dictionary<EmployeeId, string> kept
    )
    {
        private readonly Dictionary<string, EmployeeId> named = new(StringComparer.OrdinalIgnoreCase);

        public List<EmployeeId> Stated { get; } = [];

        /// <summary>Whose 即時停止 is taken back.</summary>
        public List<EmployeeId> Stops { get; } = [];

        public async Task<PersonChange> ChangeAsync(Decided change, CancellationToken ct)
        {
            var (person, known, wish) = change;
            if (wish is not { } wanted)
                return new PersonChange.Unchanged();
            if (wanted.Profile is { } profile && !await IsFreeAsync(profile.UserName, person, ct))
                return new PersonChange.NameTaken();
            if (change.Tells)
            {
                var told = await ToldAsync(wanted.Facts, change.Hash, ct);
                switch (await TakeStatements.TakeAsync(workspace, commit, actor, told, kept[person], people.Present, ct))
                {
                    case StatementResult.Refused refused:
                        return new PersonChange.Refused(refused.Refusals);
                    case StatementResult.Overtaken:
                        return new PersonChange.Overtaken();
                    case var taken:
                        if (taken is StatementResult.Taken)
                            Stops.AddRange(TakeStatements.StopsIn(workspace, people.Present, wanted.Facts));
                        Stated.Add(person);
                        break;
                }
            }
            // Told before, on this day: whoever told it may have been killed before the plan was asked for.
            else if (known!.StatedOn == wanted.Facts.On)
                Stated.Add(person);
            await PutAsync(person, wanted.Profile, change.Hash, known, ct);
            return new PersonChange.Done();
        }

        /// <summary>The same words over the same former facts are one event; over others they are another.</summary>
        private async Task<TakeStatements.Told> ToldAsync(PersonStatement facts, string hash, CancellationToken ct)
        {
            var former = await PartitionCommit.ReadAsync<Statements.Stated>(
                workspace,
                Scopes.Personnel,
                Statements.Row(source, facts.Person),
                ct
            );
            var id = Convert.ToHexStringLower(
                SHA256.HashData(
                    Encoding.UTF8.GetBytes($"{source}|{facts.Person}|{facts.On:O}|{hash}|{former?.EventId}|{people.Present.Digest}")
                )
            );
            return new TakeStatements.Told("scim-" + id[..40], workspace.Now, facts);
        }

        private async Task<bool> IsFreeAsync(string userName, EmployeeId person, CancellationToken ct)
        {
            if (!named.TryAdd(userName, person))
                return false;
            return await people.NamedAsync(userName, ct) is not { } bearer || bearer.Id == person;
        }

        private async Task PutAsync(EmployeeId person, PersonProfile? profile, string hash, KnownPerson? known, CancellationToken ct)
        {
            var (row, gone, partition) = (
                ProfileRows.Profile(source, person),
                ProfileRows.GoneOf(source, person),
                new PartitionKey(workspace.Tenant, Scopes.Personnel)
            );
            if (profile is null)
            {
                commit.Put(gone, new ProfileRows.Gone(hash));
                if (await workspace.Records.FindAsync(partition, row, ct) is { } last)
                    commit.Remove(last);
                return;
            }
            if (await workspace.Records.FindAsync(partition, gone, ct) is { } back)
                commit.Remove(back);
            var whole = profile with
            {
                FactsHash = hash,
                CreatedAt = known?.Profile?.CreatedAt ?? workspace.Now,
                ModifiedAt = workspace.Now,
            };
            if (known?.Profile is { } former && Json(former with { ModifiedAt = default }) == Json(whole with { ModifiedAt = default }))
                return;
            commit.Put(row, whole);
            if (known?.Profile?.UserName != profile.UserName)
                commit.Put(ProfileRows.UserName(source, profile.UserName), new ProfileRows.Bearer(person));
        }

        private static string Json(PersonProfile profile) => JsonSerializer.Serialize(profile, CoreJson.Options);
    }
}
