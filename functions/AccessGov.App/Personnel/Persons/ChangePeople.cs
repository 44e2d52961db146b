using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

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
    /// <param name="workspace">Where.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="source">Whose persons.</param>
    /// <param name="asked">1 to <see cref="Most"/>, each person once.</param>
    /// <param name="ct">Gives up.</param>
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
        var (results, stated) = await OptimisticCommit.RunAsync(
            async () =>
            {
                var ledger = await PartitionCommit.OpenAsync(workspace, Scopes.Personnel, ct);
                var one = new Commit(workspace, actor, source, ledger, await PersonQuery.InAsync(workspace, source, ct));
                var results = new List<PersonChange>();
                foreach (var change in asked)
                    results.Add(await one.ChangeAsync(change, ct));
                return (ledger.Left < PartitionCommit.Room ? ledger : null, (results, one.Stated));
            },
            ct
        );
        foreach (var person in stated)
            await TakeStatements.AskForPlanAsync(workspace, person, ct);
        return results;
    }

    /// <summary>One attempt to commit.</summary>
    private sealed class Commit(Workspace workspace, Actor actor, SourceId source, PartitionCommit ledger, PersonQuery people)
    {
        private readonly Dictionary<string, EmployeeId> named = new(StringComparer.OrdinalIgnoreCase);

        public List<EmployeeId> Stated { get; } = [];

        public async Task<PersonChange> ChangeAsync(Asked asked, CancellationToken ct)
        {
            var known = await people.OneAsync(asked.Person, ct);
            if (asked.Decide(known) is not { } wanted)
                return new PersonChange.Unchanged();
            if (wanted.Profile is { } wish && !await IsFreeAsync(wish.UserName, asked.Person, ct))
                return new PersonChange.NameTaken();
            var hash = FactsHash.Of(wanted.Facts);
            var isSame = known is not null && FactsHash.Of(known.Facts) == hash;
            if (!isSame || (wanted.IsWhole && known!.StatedOn != wanted.Facts.On))
            {
                var kept = await workspace.Kept.KeepAsync<PersonStatement>(wanted.Facts, ct);
                switch (
                    await TakeStatements.TakeAsync(
                        workspace,
                        ledger,
                        actor,
                        await ToldAsync(wanted.Facts, hash, ct),
                        kept,
                        people.Present,
                        ct
                    )
                )
                {
                    case StatementResult.Refused refused:
                        return new PersonChange.Refused(refused.Refusals);
                    case StatementResult.Overtaken:
                        return new PersonChange.Overtaken();
                    default:
                        Stated.Add(asked.Person);
                        break;
                }
            }
            // Told before, on this day: whoever told it may have been killed before the plan was asked for.
            else if (known!.StatedOn == wanted.Facts.On)
                Stated.Add(asked.Person);
            await PutAsync(asked.Person, wanted.Profile, hash, known, ct);
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
                ledger.Put(gone, new ProfileRows.Gone(hash));
                if (await workspace.Records.FindAsync(partition, row, ct) is { } last)
                    ledger.Remove(last);
                return;
            }
            if (await workspace.Records.FindAsync(partition, gone, ct) is { } back)
                ledger.Remove(back);
            var whole = profile with
            {
                FactsHash = hash,
                CreatedAt = known?.Profile?.CreatedAt ?? workspace.Now,
                ModifiedAt = workspace.Now,
            };
            if (known?.Profile is { } former && Json(former with { ModifiedAt = default }) == Json(whole with { ModifiedAt = default }))
                return;
            ledger.Put(row, whole);
            if (known?.Profile?.UserName != profile.UserName)
                ledger.Put(ProfileRows.UserName(source, profile.UserName), new ProfileRows.Bearer(person));
        }

        private static string Json(PersonProfile profile) => JsonSerializer.Serialize(profile, CoreJson.Options);
    }
}
