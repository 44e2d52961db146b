using AccessGov.Core.Audit.Answers;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Texts;

/// <summary>What the record answers, in sentences. The script that goes with an export says the same, word by word.</summary>
/// <param name="words">The language.</param>
/// <param name="rights">Names of rights by id.</param>
/// <param name="units">Names of org units by code.</param>
public sealed class RecordText(UiTexts words, IReadOnlyDictionary<string, string> rights, IReadOnlyDictionary<string, string> units)
{
    private readonly Dictionary<string, string> codes = words["Record.Words"]
        .Split(';')
        .Select(w => w.Split('='))
        .ToDictionary(w => w[0], w => w[1]);

    private string Unknown => words["Record.Unknown"];

    /// <summary>The whole answer, line by line.</summary>
    /// <param name="answer">The answer.</param>
    public IEnumerable<string> Of(RecordAnswer answer) =>
        [
            words.Of("Record.Head", answer.Tenant, answer.Facts),
            .. (answer.Erased ?? []).Select(e => words.Of("Record.Erased", e.Before, e.Facts, e.Ground, e.Line)),
            .. Section(words["Record.Policies"], answer.Policies.Select(Of)),
            .. Section(words["Record.Approvals"], answer.Approvals.Select(Of)),
            .. Section(words["Record.Changes"], answer.Changes.Select(Of)),
            .. answer.Emergencies is { } emergencies ? Section(words["Record.Emergencies"], emergencies.Select(Of)) : [],
            .. answer.Reviews is { } reviews ? Section(words["Record.Reviews"], reviews.Select(Of)) : [],
            .. answer.Requests is { } requests ? Section(words["Record.Requests"], requests.Select(Of)) : [],
            .. answer.Holders is { } holders ? Of(holders) : [],
            .. Section(words["Record.Outside"], answer.Outside.Select(Of)),
        ];

    private IEnumerable<string> Of(HoldersOnDay told) =>
        [
            .. Section(words.Of("Record.Holders", Day(told.On), Word(told.Zone), told.Holders.Count), told.Holders.Select(Of)),
            .. told.Baseline is null ? ["  " + words["Record.NoBaseline"]] : Array.Empty<string>(),
            .. Section(words.Of("Record.TakenThatDay", told.TakenThatDay.Count), told.TakenThatDay.Select(Of)),
        ];

    private string Of(PolicyUsed policy) =>
        words.Of(
            "Record.Policy",
            Day(policy.On),
            policy.Policy[..12],
            policy.Line,
            policy is { InForceOn: { } day, InForceLine: { } line }
                ? words.Of("Record.InForce", Day(day), line)
                : words["Record.NotInForce"]
        );

    private string Of(ToldApproval told) =>
        words.Of(
            told.Verdict is null ? "Record.Decision" : "Record.Approval",
            Day(told.On),
            Named(told.Approver),
            told.Verdict is null ? Word(told.What) : Brief(told.Subject),
            Many(told.Authors.Select(Bare)),
            told.Verdict is null ? Brief(told.Subject) : Word(told.Verdict),
            told.Line
        );

    private string Of(ToldChange told) =>
        words.Of(
            "Record.Change",
            Day(told.On),
            told.Person,
            Word(told.What) + (told.Entitlement is { } right ? words.Of("Record.Right", Name(rights, right)) : ""),
            string.Concat(told.Values.Select(Of)),
            Word(told.Outcome),
            Word(told.Cause),
            Name(units, told.Unit),
            told.Dated ?? Unknown,
            told.Rule ?? Unknown,
            told.Article ?? Unknown,
            Many(told.ApprovedBy.Select(Bare)),
            told.Line
        );

    private string Of(ToldEmergency told) =>
        words.Of(
            "Record.Emergency",
            Day(told.On),
            Named(told.By),
            told.Account,
            Word(told.What),
            told.Opening ?? Unknown,
            told.Said ?? Unknown,
            told.Line
        );

    private string Of(ToldReview told) =>
        words.Of(
            "Record.Review",
            Day(told.On),
            Named(told.By),
            told.Round,
            Word(told.What),
            Count(told.Items),
            told.Receipt ?? Unknown,
            Count(told.Keeps),
            Count(told.Removes),
            Count(told.Unsure),
            told.For ?? Unknown,
            told.Said ?? Unknown,
            told.Line
        );

    private string Of(ToldRequest told) =>
        words.Of(
            "Record.Request",
            Day(told.On),
            Named(told.By),
            told.Person,
            Name(rights, told.Right),
            Word(told.What),
            told.Request ?? Unknown,
            Word(told.Stage is { } stage ? "stage-" + stage : null),
            Word(told.How),
            told.Until ?? Unknown,
            told.Said ?? Unknown,
            told.Line
        );

    private string Count(long? number) => number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? Unknown;

    private string Of(ToldValue value) =>
        words.Of("Record.Value", value.Name, value.Now ?? Brief(value.NowHash), value.ToBe ?? Brief(value.ToBeHash));

    private string Of(Holder holder) =>
        words.Of(
            "Record.Holder",
            Name(rights, holder.Entitlement),
            holder.Employee ?? Unknown,
            holder.Account ?? Unknown,
            Day(holder.Since),
            holder.Line
        );

    private string Of(OutsideChange change) =>
        words.Of(
            $"Record.{change.What}",
            Name(rights, change.Entitlement),
            change.Employee ?? Unknown,
            change.Account ?? Unknown,
            Day(change.FoundOn),
            change.Line
        );

    private IEnumerable<string> Section(string title, IEnumerable<string> lines) =>
        [title, .. lines.DefaultIfEmpty(words["Record.None"]).Select(l => "  " + l)];

    private string Word(string? code) => code is null ? Unknown : codes.GetValueOrDefault(code, code);

    private string Many(IEnumerable<string> values) => string.Join(", ", values) is { Length: > 0 } all ? all : Unknown;

    /// <summary>Who did it, with the word for a person before the number.</summary>
    private string Named(string actor) => Actor.Parse(actor) is Actor.Employee ? words.Of("Record.Worker", actor) : Bare(actor);

    /// <summary>Who did it: the number of a person; what else acted in words.</summary>
    private string Bare(string actor) =>
        Actor.Parse(actor) switch
        {
            Actor.Trigger trigger => words.Of("Record.Trigger", words.FunctionName(trigger.Name) ?? Word(trigger.Name)),
            Actor.Application application => words.Of("Record.Application", application.Name),
            Actor.OsUser user => words.Of("Record.OsUser", user.Name),
            _ => actor,
        };

    private string Name(IReadOnlyDictionary<string, string> names, string? code) =>
        code is null ? Unknown
        : names.TryGetValue(code, out var name) ? $"{name} [{code}]"
        : code;

    private static string Day(DateOnly day) => $"{day:yyyy-MM-dd}";

    private static string Brief(string? hash) => hash is null ? "" : hash[..Math.Min(12, hash.Length)];
}
