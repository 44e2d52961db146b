using System.Text.Json;
using AccessGov.App.Governance;
using AccessGov.App.Personnel;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Audit.Comparing;

/// <summary>What the facts of a partition, taken in their order, say of its rows.</summary>
internal sealed class ToldRows
{
    private readonly Dictionary<string, List<(string By, DateTimeOffset At)>> givers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> hashes = new(StringComparer.Ordinal);

    private readonly Dictionary<string, string> broughtBy = new(StringComparer.Ordinal);
    private readonly List<string> heard = [];

    /// <summary>Rows by their names. What is not among them must not be there.</summary>
    public SortedDictionary<string, ToldRow> Rows { get; } = new(StringComparer.Ordinal);

    /// <summary>Takes a fact of the decisions.</summary>
    public void Decision(Fact fact)
    {
        if (fact.Kind == FactKind.DecisionProposed)
            Rows[TwoPeople.ProposedPrefix + fact.Subject] = Content(fact).With("by", fact.Actor.ToString());
        else if (fact.Kind == FactKind.DecisionApproved && fact.BodyText("proposedBy") is { } by)
        {
            Rows.Remove(TwoPeople.ProposedPrefix + fact.Subject);
            var all = GiversOf(fact.Subject);
            all.RemoveAll(g => g.By == by);
            all.Add((by, fact.At));
            InForce(fact, by, fact.Actor.ToString()!);
        }
        else if (fact.Kind == KeyModels.Accepted)
            Rows[KeyModels.Row] = new ToldRow()
                .With("kept", fact.BodyText("kept"))
                .With(
                    "number",
                    found => found.ValueKind == JsonValueKind.Number && found.TryGetInt64(out var no) && no == fact.BodyNumber("no")
                );
        // Of a policy that two people agreed to it is told once more that it was read.
        else if (
            fact.Kind == FactKind.DecisionApproved
            || fact.Kind == FactKind.PolicyRead && fact.BodyText("hash") != hashes.GetValueOrDefault(fact.Subject)
        )
            InForce(fact, (fact.Actor as Actor.Employee)?.Id.Value ?? "", "");
    }

    /// <summary>Takes a fact of who supplied what by hand.</summary>
    public void Supplied(Fact fact)
    {
        if (fact.Kind == FactKind.SuppliedByHand)
            Rows[fact.Subject] = ToldRow.Whole(fact.BodyText("rowHash"));
        else if (fact.Kind == FactKind.SuppliedIsOver)
            foreach (var row in fact.BodyTexts("rows"))
                Rows.Remove(row);
    }

    /// <summary>Takes a fact of packages between nodes: it tells each row with its hash.</summary>
    public void Transfer(Fact fact)
    {
        foreach (var told in fact.BodyTexts("rows"))
            if (told.LastIndexOf(' ') is var end and > 0)
                Rows[told[..end]] = ToldRow.Whole(told[(end + 1)..]);
    }

    /// <summary>Takes a fact of personnel.</summary>
    public void Personnel(Fact fact)
    {
        Supplied(fact);
        var kept = fact.BodyText("kept");
        if (fact.Kind == FactKind.HrAccepted)
            Rows[ImportHr.RowPrefix + fact.Subject] = new ToldRow().With("kept", kept).With("asOf", fact.BodyText("asOf"));
        // Where only statements of single persons were taken back, and the source never delivered, nothing is kept.
        else if (fact.Kind == FactKind.HrWithdrawn && kept is not null)
            Rows[ImportHr.RowPrefix + fact.Subject] = new ToldRow().With("kept", kept).With("asOf", fact.BodyText("to"));
        else if (fact.Kind == FactKind.ListAccepted)
            Rows[fact.Subject] = new ToldRow().With("kept", kept).With("by", broughtBy[fact.Subject] = OnlyBy(fact));
        else if (fact.Kind == ChosenAccounts.Chosen || fact.Kind == ChosenAccounts.Withdrawn || fact.Kind == ChosenAccounts.Settled)
            Rows[ChosenAccounts.Row] = new ToldRow().With("list", kept);
        else if (fact.Kind == FactKind.StoreRestored)
            Restored(fact);
        else if (fact.Kind == FactKind.SourceHeardAgain)
            heard.Add(fact.Subject);
        else if (fact.Kind == FactKind.HoldPlaced)
            Placed(fact);
        else if (Rows.GetValueOrDefault(Holds.Prefix + fact.Subject) is { } hold)
            if (fact.Kind == FactKind.HoldLiftAsked)
                hold.With("liftAskedBy", fact.Actor.ToString());
            else if (fact.Kind == FactKind.HoldLifted)
                hold.OverOn("liftedOn", fact.At);
    }

    /// <summary>Who alone brought a list by hand; empty for a program, and once a second person brought it.</summary>
    private string OnlyBy(Fact fact) =>
        // Another node tells who alone brought it there.
        fact.BodyText("onlyBy") ?? OnlyByActor(fact);

    private string OnlyByActor(Fact fact) =>
        fact.Actor is Actor.Employee { Id.Value: var by } && broughtBy.GetValueOrDefault(fact.Subject, by) == by ? by : "";

    private void Restored(Fact fact)
    {
        heard.Clear();
        Rows[RestoredStore.Row] = new ToldRow().At("at", fact.At).With("repeated", found => Texts(found).SequenceEqual(heard));
    }

    private static IEnumerable<string?> Texts(JsonElement found) =>
        found.ValueKind == JsonValueKind.Array ? found.EnumerateArray().Select(ToldRow.TextOf) : [];

    /// <summary>Placed once more while it stands, it stays what it was; but nobody who wanted it lifted had seen that.</summary>
    private void Placed(Fact fact)
    {
        var row = Holds.Prefix + fact.Subject;
        if (Rows.GetValueOrDefault(row) is not { IsOver: false })
            Rows[row] = new ToldRow()
                .With("worker", fact.Subject)
                .With("since", fact.BodyText("since"))
                .With("by", fact.Actor.ToString())
                .With("reason", fact.BodyText("reason"))
                .With("liftedOn", "");
        Rows[row].With("liftAskedBy", "");
    }

    private void InForce(Fact fact, string proposedBy, string approvedBy)
    {
        hashes[fact.Subject] = fact.BodyText("hash");
        var all = GiversOf(fact.Subject).ToArray();
        Rows[TwoPeople.InForcePrefix + fact.Subject] = Content(fact)
            .With("proposedBy", proposedBy)
            .With("approvedBy", approvedBy)
            .With("givers", found => AreGivers(found, all));
    }

    private List<(string By, DateTimeOffset At)> GiversOf(string subject) =>
        givers.TryGetValue(subject, out var all) ? all : givers[subject] = [];

    /// <summary>What is named by its hash, and where it is kept: nowhere for going live.</summary>
    private static ToldRow Content(Fact fact) =>
        new ToldRow().With("hash", fact.BodyText("hash")).With("kept", fact.BodyText("hash") is null ? null : fact.BodyText("kept") ?? "");

    private static bool AreGivers(JsonElement found, (string By, DateTimeOffset At)[] all)
    {
        // An older version kept no list, so whoever proposed last stands for it: one whom facts name besides is missing.
        if (found.ValueKind == JsonValueKind.Undefined && all.Length <= 1)
            return true;
        JsonElement[] listed = found.ValueKind == JsonValueKind.Array ? [.. found.EnumerateArray()] : [];
        return listed.Length == all.Length && listed.Zip(all).All(pair => IsGiver(pair.First, pair.Second.By, pair.Second.At));
    }

    private static bool IsGiver(JsonElement listed, string by, DateTimeOffset at) =>
        listed.ValueKind == JsonValueKind.Object
        && listed.TryGetProperty("by", out var who)
        && ToldRow.TextOf(who) == by
        && listed.TryGetProperty("at", out var when)
        && ToldRow.IsAt(when, at);
}
