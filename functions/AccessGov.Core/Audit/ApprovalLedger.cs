using System.Text;
using System.Text.Json;

namespace AccessGov.Core.Audit;

/// <summary>
/// Holds intents against what the chain says of their plan: one that was not clear needs an approval before them, by somebody who is not
/// among its authors. A plan that the chain does not know was never judged; one that somebody rejected is applied by nobody. Remembers one
/// entry for each plan.
/// </summary>
internal sealed class ApprovalLedger
{
    private const string Prefix = "plan:",
        Clear = "clear";
    private readonly Dictionary<string, Told> plans = [];
    private readonly List<Gap> unapproved = [];
    private long count;

    private sealed class Told
    {
        public bool IsClear,
            IsApproved,
            IsRejected;
        public HashSet<string> Authors = [];
    }

    public GapList Unapproved => new(count, unapproved);

    public void Note(Fact fact, long line)
    {
        if (!fact.Partition.StartsWith(Prefix, StringComparison.Ordinal))
            return;
        if (!plans.TryGetValue(fact.Partition, out var told))
            plans.Add(fact.Partition, told = new Told());
        if (fact.Kind == FactKind.PlanMade)
        {
            (told.IsClear, told.IsApproved) = (fact.BodyText("verdict") == Clear, false);
            // Who has a plan made again is told among its authors, where the version counts that.
            if (told.Authors.Count == 0)
                told.Authors.Add(fact.Actor.ToString());
            told.Authors.UnionWith(AuthorsOf(fact));
        }
        else if (fact.Kind == FactKind.PlanRefused && fact.BodyText("verdict") is { } verdict)
            told.IsClear = verdict == Clear;
        else if (fact.Kind == FactKind.PlanApproved)
            told.IsApproved |= !told.Authors.Contains(fact.Actor.ToString()) && !AuthorsOf(fact).Contains(fact.Actor.ToString());
        else if (fact.Kind == FactKind.PlanRejected)
            told.IsRejected = true;
        else if (fact.Kind == FactKind.ActionIntended && (told.IsRejected || !told.IsClear && !told.IsApproved) && count++ < GapList.Limit)
            unapproved.Add(new Gap(line, fact.BodyText(Fact.ActionKey)!, fact.Subject, fact.At));
    }

    /// <summary>Who asked, and who else supplied what is new; records of versions before this know the former only.</summary>
    private static HashSet<string> AuthorsOf(Fact fact)
    {
        using var body = JsonDocument.Parse(Encoding.UTF8.GetBytes(fact.Body.Text));
        var authors = new HashSet<string>(StringComparer.Ordinal);
        if (fact.BodyText("author") is { } one)
            authors.Add(one);
        if (body.RootElement.TryGetProperty("authors", out var list) && list.ValueKind == JsonValueKind.Array)
            authors.UnionWith(list.EnumerateArray().Where(a => a.ValueKind == JsonValueKind.String).Select(a => a.GetString()!));
        return authors;
    }
}
