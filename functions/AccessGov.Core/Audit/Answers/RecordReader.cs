using System.Text;
using System.Text.Json;
using AccessGov.Core.Audit.Entries;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit.Answers;

/// <summary>
/// Reads a record once and answers a question about it. Of actions it keeps those that the question needs; facts of different partitions
/// are sealed one partition after the other, so their own instants order them.
/// </summary>
/// <param name="question">What is asked.</param>
public sealed class RecordReader(RecordQuestion question)
{
    private const string OfPlan = "plan";
    private static readonly FactKind[] ShowsPolicy = [FactKind.PlanMade, FactKind.PolicyKept, FactKind.HoldersRead];
    private readonly Dictionary<(string Partition, string Action), ToldChange> open = [];
    private readonly List<ToldApproval> approvals = [];
    private readonly List<ToldEmergency> emergencies = [];
    private readonly List<ToldReview> reviews = [];
    private readonly List<ToldRequest> requests = [];
    private readonly List<ToldChange> changes = [],
        memberships = [];
    private readonly List<ToldBaseline> baselines = [];
    private readonly List<PolicyUsed> policies = [];
    private readonly List<(string Policy, string At, DateOnly On, long Line)> inForce = [];
    private readonly Dictionary<string, string> rightsOf = [];
    private readonly List<ToldErasure> erased = [];
    private long facts;
    private string tenant = "";
    private DateTimeOffset newest = DateTimeOffset.MinValue;

    /// <summary>The baselines that were read so far: their lists are needed for holders and for changes outside.</summary>
    public IReadOnlyList<ToldBaseline> Baselines => baselines;

    /// <summary>Takes the next line.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="line">Its number in the record.</param>
    public void Add(Fact fact, long line)
    {
        ArgumentNullException.ThrowIfNull(fact);
        (facts, tenant) = (line, fact.Tenant.Value);
        newest = fact.At > newest ? fact.At : newest;
        using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(fact.Body.Text));
        var body = document.RootElement;
        var (on, at) = (question.DayOf(fact.At), CanonicalText.Write(fact.At));
        if (ShowsPolicy.Contains(fact.Kind) && Text(body, "policy") is { } policy)
            policies.Add(new PolicyUsed(policy, at, on, line, null));
        if (fact.Kind == FactKind.PolicyKept && Text(body, "policy") is { } kept && Text(body, "rights") is { } rights)
            rightsOf[kept] = rights;
        else if (fact.Kind == FactKind.PolicyRead && Text(body, "hash") is { } read)
            inForce.Add((read, at, on, line));
        else if (fact.Kind == FactKind.PlanApproved)
            approvals.Add(
                new ToldApproval(line, at, on, OfPlan, fact.Subject, fact.Actor.ToString(), AuthorsOf(body), Text(body, "verdict"))
            );
        else if (fact.Kind == FactKind.DecisionApproved && Text(body, "hash") is { } hash)
            approvals.Add(new ToldApproval(line, at, on, fact.Subject, hash, fact.Actor.ToString(), AuthorsOf(body), null));
        else if (fact.Kind.Value.StartsWith("emergency-", StringComparison.Ordinal))
            Keep(Emergency(fact, body, on, line));
        else if (ToldReview.Is(fact.Kind))
            Keep(reviews, ToldReview.Of(fact, body, on, line), on, t => t.IsOf);
        else if (ToldRequest.Is(fact.Kind))
            Keep(requests, ToldRequest.Of(fact, body, on, line), on, t => t.IsOf);
        else if (fact.Kind == FactKind.FactsErased && ErasureList.TryParse(fact.Body.Text, out var list))
            erased.Add(new ToldErasure(line, at, Text(body, "before")!, list.Count, list.Ground));
        else if (fact.Kind == FactKind.HoldersRead && Text(body, "kept") is { } members)
            baselines.Add(new ToldBaseline(line, Text(body, "from") ?? at, at, on, fact.Subject, members));
        else if (fact.Kind == FactKind.ActionIntended)
            open[(fact.Partition, Text(body, Fact.ActionKey)!)] = Intended(fact, body, on, line);
        else if (fact.Kind == FactKind.ActionApplied)
        {
            open.Remove((fact.Partition, Text(body, Fact.ActionKey)!), out var intended);
            Keep(Ended(fact, body, on, line, intended));
        }
    }

    /// <summary>The answer; call once, after the last line.</summary>
    /// <param name="listOf">Brings the list of a baseline by its hash; null when it is not there.</param>
    public RecordAnswer Answer(Func<string, HolderList?> listOf)
    {
        ArgumentNullException.ThrowIfNull(listOf);
        foreach (var unfinished in open.Values)
            Keep(unfinished);
        var until = question.On ?? (facts == 0 ? DateOnly.MinValue : question.DayOf(newest));
        // Before facts that were erased nobody can say what happened outside: the rest would look like it.
        var horizon = erased.Count == 0 ? DateOnly.MinValue : erased.Max(e => DateOnly.ParseExact(e.Before, "yyyy-MM-dd"));
        var fold = new HoldersFold([.. baselines.Where(b => b.On >= horizon)], [.. memberships.Where(m => m.On >= horizon)], listOf, until);
        fold.Run();
        var approvers = approvals.Where(a => a.What == OfPlan).ToLookup(a => a.Subject, a => a.Approver, StringComparer.Ordinal);
        ToldChange[] told =
        [
            .. changes
                .OrderBy(c => c.At, StringComparer.Ordinal)
                .ThenBy(c => c.Line)
                .Select(c => c with { ApprovedBy = c.Plan is null ? [] : [.. approvers[c.Plan].Distinct()] }),
        ];
        return new RecordAnswer(
            tenant,
            facts,
            question.Person?.Value,
            question.On,
            PoliciesUsed(),
            Approvals([.. told.Select(c => c.Plan)]),
            told,
            question.HoldersOf is { } zone ? fold.Of(zone) : null,
            [.. fold.Outside.Where(o => question.Person is not { } person || o.Employee == person.Value)]
        )
        {
            Emergencies = emergencies.Count == 0 ? null : [.. emergencies.OrderBy(e => e.At, StringComparer.Ordinal).ThenBy(e => e.Line)],
            Reviews = reviews.Count == 0 ? null : [.. reviews.OrderBy(r => r.At, StringComparer.Ordinal).ThenBy(r => r.Line)],
            Erased = erased.Count == 0 ? null : erased,
            Requests = requests.Count == 0 ? null : [.. requests.OrderBy(r => r.At, StringComparer.Ordinal).ThenBy(r => r.Line)],
        };
    }

    private IReadOnlyList<ToldApproval> Approvals(HashSet<string?> plans) =>
        [
            .. approvals
                .Where(a =>
                    (question.On is null || a.On == question.On)
                    && (question.Person is null || a.What == OfPlan && plans.Contains(a.Subject))
                )
                .OrderBy(a => a.At, StringComparer.Ordinal)
                .ThenBy(a => a.Line),
        ];

    private PolicyUsed[] PoliciesUsed()
    {
        var runs = new List<PolicyUsed>();
        foreach (var seen in policies.OrderBy(p => p.From, StringComparer.Ordinal).ThenBy(p => p.Line))
            if (runs.Count == 0 || runs[^1].Policy != seen.Policy)
                runs.Add(seen with { Rights = rightsOf.GetValueOrDefault(seen.Policy) });
        return
        [
            .. runs.Select((r, i) => WithForce(r, i + 1 == runs.Count ? null : runs[i + 1].From))
                .Where((r, i) => question.On is not { } day || r.On <= day && (i + 1 == runs.Count || runs[i + 1].On >= day)),
        ];
    }

    /// <summary>Since when it was in force, as was known at the end of its use and of the day that is asked for.</summary>
    private PolicyUsed WithForce(PolicyUsed used, string? end)
    {
        var put = inForce
            .Where(f => f.Policy == used.Policy)
            .Where(f => (end is null || string.CompareOrdinal(f.At, end) <= 0) && (question.On is not { } day || f.On <= day))
            .OrderBy(f => f.At, StringComparer.Ordinal)
            .ThenBy(f => f.Line)
            .ToArray();
        return put.Length == 0 ? used : used with { InForceOn = put[^1].On, InForceLine = put[^1].Line };
    }

    private void Keep(ToldChange change)
    {
        if (IsOfPerson(change) && (question.On is null || change.On == question.On))
            changes.Add(change);
        if (change.What is "AddMember" or "RemoveMember" or "CreateAccount" or "DeleteAccount" or "RestoreAccount")
            memberships.Add(change);
    }

    private void Keep(ToldEmergency told)
    {
        if ((question.Person is not { } person || told.By == person.Value) && (question.On is null || told.On == question.On))
            emergencies.Add(told);
    }

    private void Keep<T>(List<T> told, T one, DateOnly on, Func<T, Func<string, bool>> isOf)
    {
        if ((question.Person is not { } person || isOf(one)(person.Value)) && (question.On is null || on == question.On))
            told.Add(one);
    }

    private bool IsOfPerson(ToldChange change) =>
        question.Person is not { } person
        || change.Person == person.Value
        || change.Values.Any(v => v.Name == "employeeId" && v.Now == person.Value);

    private static ToldEmergency Emergency(Fact fact, JsonElement body, DateOnly on, long line) =>
        new(
            line,
            CanonicalText.Write(fact.At),
            on,
            fact.Kind.Value,
            fact.Subject,
            fact.Actor.ToString()!,
            Text(body, "opening"),
            Text(body, "result") ?? Text(body, "reason") ?? Text(body, "code")
        );

    private static ToldChange Intended(Fact fact, JsonElement body, DateOnly on, long line) =>
        new(line, CanonicalText.Write(fact.At), on, fact.Subject, Text(body, "what"), null, Text(body, "plan"))
        {
            IntendedAt = CanonicalText.Write(fact.At),
            Account = Text(body, "account"),
            Entitlement = Text(body, "entitlement"),
            Zone = Text(body, "zone"),
            Group = Text(body, "group"),
            Values = [.. ValuesOf(body)],
            Cause = Text(body, "cause"),
            Rule = Text(body, "rule"),
            Article = Text(body, "article"),
            Unit = Text(body, "unit"),
            Dated = Text(body, "dated"),
        };

    private static ToldChange Ended(Fact fact, JsonElement body, DateOnly on, long line, ToldChange? intended) =>
        (intended ?? Intended(fact, body, on, line) with { IntendedAt = null }) with
        {
            Line = line,
            At = CanonicalText.Write(fact.At),
            On = on,
            Outcome = Text(body, Fact.OutcomeKey),
            Account = Text(body, "account") ?? intended?.Account,
        };

    private static IEnumerable<ToldValue> ValuesOf(JsonElement body)
    {
        if (!body.TryGetProperty("changes", out var list) || list.ValueKind != JsonValueKind.Array)
            yield break;
        foreach (var item in list.EnumerateArray())
            yield return new ToldValue(
                Text(item, "name") ?? "",
                Text(item, "now"),
                Text(item, "toBe"),
                Text(item, "nowHash"),
                Text(item, "toBeHash")
            );
    }

    /// <summary>Who asked, who proposed, and who else supplied what is new.</summary>
    private static string[] AuthorsOf(JsonElement body)
    {
        var authors = new List<string?> { Text(body, "author"), Text(body, "proposedBy") };
        if (body.TryGetProperty("authors", out var list) && list.ValueKind == JsonValueKind.Array)
            authors.AddRange(list.EnumerateArray().Select(a => a.GetString()));
        return [.. authors.OfType<string>().Distinct()];
    }

    internal static string? Text(JsonElement body, string key) =>
        body.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    internal static long? Number(JsonElement body, string key) =>
        body.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : null;

    internal static string[] Texts(JsonElement body, string key) =>
        body.TryGetProperty(key, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(t => t.GetString() ?? "")]
            : [];
}
