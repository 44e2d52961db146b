using System.Security.Cryptography;
using System.Text.Json;
using AccessGov.App.Storage.Content;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Personnel.Deciding;

namespace AccessGov.App.Personnel;

/// <summary>
/// What a source says of single persons between two deliveries becomes facts, each with its event id, and a plan for each person is
/// asked for. The same event told again changes nothing and asks again: the first time may have been killed before it asked.
/// </summary>
public static class TakeStatements
{
    /// <summary>Statements of one call: each is up to three writes of one commit.</summary>
    public const int Most = 30;

    /// <summary>Longest event id, in characters; it holds ASCII letters, digits and <c>-_.:</c>.</summary>
    public const int LongestEventId = 100;

    /// <summary>A statement as an event.</summary>
    /// <param name="EventId">Names it, for its source: told twice it is one.</param>
    /// <param name="OccurredAt">Orders statements of one person: the latest stands, however late an earlier one arrives.</param>
    /// <param name="Statement">What is said.</param>
    public sealed record Told(string EventId, DateTimeOffset OccurredAt, PersonStatement Statement);

    /// <summary>True when the text may name an event.</summary>
    /// <param name="id">What a sender calls its event; null when it names none.</param>
    public static bool IsEventId(string? id) =>
        id is { Length: > 0 and <= LongestEventId } && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':');

    /// <summary>Takes statements over: each is believed or refused by itself, in their order.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">Who tells it.</param>
    /// <param name="told">1 to <see cref="Most"/>, each person of a source at most once.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>One result for each, in their order.</returns>
    public static async Task<IReadOnlyList<StatementResult>> RunAsync(
        Workspace workspace,
        Actor actor,
        IReadOnlyList<Told> told,
        CancellationToken ct
    )
    {
        if (told.Count is 0 or > Most)
            throw new ArgumentException($"1 to {Most} statements at once; these are {told.Count}.", nameof(told));
        if (told.DistinctBy(t => (t.Statement.Source, t.Statement.Person)).Count() < told.Count)
            throw new ArgumentException("A person is spoken of twice.", nameof(told));
        if (told.FirstOrDefault(t => !IsEventId(t.EventId)) is not null)
            throw new ArgumentException("An event id is none.", nameof(told));
        var before = await OrdersTakenBack.BeforeAsync(workspace, actor, ct);
        var kept = new List<string>();
        foreach (var statement in told)
            kept.Add(await workspace.Kept.KeepAsync<PersonStatement>(statement.Statement, ct));
        var stops = new Dictionary<SourceId, List<EmployeeId>>();
        var results = await PersonnelCommit.RunAsync(
            workspace,
            async commit =>
            {
                var present = new Dictionary<SourceId, HrSnapshot>();
                foreach (var (source, first) in told.Select(t => t.Statement).GroupBy(s => s.Source).Select(g => (g.Key, g.First())))
                    present[source] = await Statements.SnapshotAsync(workspace, source, ct) ?? HrSnapshot.Silent(source, first.On);
                var results = new List<StatementResult>();
                stops.Clear();
                for (var i = 0; i < told.Count; i++)
                {
                    var statement = told[i].Statement;
                    var known = present[statement.Source];
                    results.Add(await TakeAsync(workspace, commit, actor, told[i], kept[i], known, ct));
                    if (results[i] is StatementResult.Taken)
                        stops[statement.Source] =
                        [
                            .. stops.GetValueOrDefault(statement.Source, []),
                            .. StopsIn(workspace, known, statement),
                        ];
                }
                return (results.Exists(r => r is not (StatementResult.Repeated or StatementResult.OtherContent)), results);
            },
            ct
        );
        foreach (var (source, people) in stops)
            await StopTakenBack.TellAsync(workspace, actor, source, people, ct);
        await OrdersTakenBack.TellAsync(workspace, actor, before, [.. told.Select(t => t.Statement.Person)], ct);
        for (var i = 0; i < told.Count; i++)
            if (results[i] is StatementResult.Taken or StatementResult.Repeated)
                await AskForPlanAsync(workspace, told[i].Statement.Person, ct);
        return results;
    }

    internal static Task AskForPlanAsync(Workspace workspace, EmployeeId person, CancellationToken ct) =>
        new WorkMessage(workspace.Tenant, Worker: person).SendAsync(workspace, WorkQueues.HrChanged, null, ct);

    /// <summary>Whose 即時停止 a statement that was taken takes back.</summary>
    internal static IReadOnlyList<EmployeeId> StopsIn(Workspace workspace, HrSnapshot before, PersonStatement statement) =>
        statement is PersonStatement.Employed { Worker: var worker } ? StopTakenBack.In(workspace, before, [worker]) : [];

    /// <summary>Takes one statement into an open commit: up to three writes.</summary>
    internal static async Task<StatementResult> TakeAsync(
        Workspace workspace,
        PartitionCommit commit,
        Actor actor,
        Told told,
        string kept,
        HrSnapshot present,
        CancellationToken ct
    )
    {
        var (id, occurredAt, statement) = told;
        var eventRow = $"{Statements.EventPrefix}{statement.Source}:{id}";
        var hash = Convert.ToHexStringLower(
            SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { occurredAt, kept }, CoreJson.Options))
        );
        var before = await PartitionCommit.ReadAsync<Statements.Event>(workspace, Scopes.Personnel, eventRow, ct);
        var row = Statements.Row(statement.Source, statement.Person);
        var latest = await PartitionCommit.ReadAsync<Statements.Stated>(workspace, Scopes.Personnel, row, ct);
        var isSame = before is null ? (bool?)null : before.Hash == hash;
        var result = StatementDecider.Decide(statement, occurredAt, isSame, present, latest?.OccurredAt, workspace.Today);

        var body = new FactBody()
            .Add("event", id)
            .Add("occurredAt", occurredAt.ToString("O", System.Globalization.CultureInfo.InvariantCulture))
            .Add("source", statement.Source.Value)
            .Add("kept", kept);
        var factId = $"event:{statement.Source}:{id}";
        var person = statement.Person.Value;
        switch (result)
        {
            case StatementResult.Refused(var refusals):
                commit.Tell(FactKind.HrStatementRefused, actor, person, body.Add("codes", refusals.Select(r => r.Code).ToArray()));
                break;
            case StatementResult.Overtaken:
                commit
                    .Put(eventRow, new Statements.Event(hash, workspace.Now))
                    .Tell(FactKind.HrStated, actor, person, body.Add("overtakenBy", latest!.EventId), factId);
                break;
            case StatementResult.Taken:
                commit
                    .Put(eventRow, new Statements.Event(hash, workspace.Now))
                    .Put(row, new Statements.Stated(id, occurredAt, workspace.Now, kept, statement))
                    .Tell(FactKind.HrStated, actor, person, body, factId);
                SuppliedByHand.Note(commit, workspace, actor, row, [statement.Person], DaysOf(statement), ends: EndsOf(statement));
                break;
        }
        return result;
    }

    private static IEnumerable<DateOnly> EndsOf(PersonStatement statement) =>
        statement switch
        {
            PersonStatement.Employed { Worker: var worker } => SuppliedByHand.EndsOf(worker),
            PersonStatement.Guest { Postings: var postings } => postings.Select(p => p.Days.Until).OfType<DateOnly>(),
            _ => throw new InvalidOperationException(statement.GetType().Name),
        };

    private static IEnumerable<DateOnly> DaysOf(PersonStatement statement) =>
        statement switch
        {
            PersonStatement.Employed { Worker: var worker } => SuppliedByHand.DaysOf(worker),
            PersonStatement.Guest { Postings: var postings } => postings.Select(p => p.Days.From),
            _ => throw new InvalidOperationException(statement.GetType().Name),
        };
}
