using AccessGov.App.Reviews;
using AccessGov.App.Reviews.Rounds;
using AccessGov.App.Texts;
using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Reviews;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Answers;

/// <summary>How it stands with rounds of reviews.</summary>
internal static class ReviewText
{
    private const int MostConflicts = 20;

    public static async Task ListAsync(Session session, ReviewBook book, CancellationToken ct)
    {
        var rounds = new List<(ReviewRound Round, int Decided, int Silent)>();
        foreach (var round in book.Rounds)
        {
            var state = await book.StateAsync(session.Workspace, round, ct);
            rounds.Add((round, state.Decided, (await ReviewRecord.FiguresAsync(session.Workspace, round, ct)).Silent));
        }
        var open = await UntakenRights.OpenAsync(session.Workspace, book, ct);
        var conflicts = (await RuleConflicts.OfAsync(session.Workspace, ct)).All;
        if (session.IsJson)
        {
            session.WriteJson(
                new
                {
                    rounds = rounds.Select(r => new
                    {
                        id = r.Round.Id,
                        name = r.Round.Rule.Name,
                        scope = ScopeOf(session, r.Round.Rule),
                        openedOn = r.Round.OpenedOn,
                        dueOn = r.Round.DueOn,
                        items = r.Round.Items,
                        decided = r.Decided,
                        silent = r.Silent,
                        isOpen = r.Round.IsOpen,
                        stopped = r.Round.Stopped,
                    }),
                    removals = book.Removals.Count,
                    notProved = open.Count,
                    conflicts = conflicts.Select(c => new
                    {
                        worker = c.Removal.Worker,
                        right = c.Removal.Entitlement,
                        rule = c.Rule.Id,
                        since = c.Removal.From,
                        receipt = c.Removal.Reference,
                    }),
                }
            );
            return;
        }
        if (rounds.Count == 0)
            session.Say(session.UiTexts["Cli.ReviewNone"]);
        foreach (var (round, decided, silent) in rounds)
            session.Say(
                session.UiTexts.Of(
                    round.Stopped is not null ? "Cli.ReviewLineStopped"
                        : round.IsOpen ? "Cli.ReviewLineOpen"
                        : "Cli.ReviewLineClosed",
                    round.Id,
                    round.Rule.Name,
                    decided,
                    round.Items,
                    $"{round.DueOn:yyyy-MM-dd}",
                    decided - silent,
                    silent
                )
            );
        if (open.Count > 0)
            session.Say(
                session.UiTexts.Of("Cli.ReviewNotProved", open.Count, open.Max(r => session.Workspace.Today.DayNumber - r.From.DayNumber))
            );
        if (conflicts.Count > 0)
            session.Say(session.UiTexts.Of("Cli.ReviewConflicts", conflicts.Count));
        foreach (var (removal, rule, _) in conflicts.Take(MostConflicts))
            session.Say(
                $"  {removal.Worker} {removal.Entitlement}: {rule.Id} {rule.Article} ({removal.From:yyyy-MM-dd}, {removal.Reference})"
            );
        if (conflicts.Count > MostConflicts)
            session.Say("  " + session.UiTexts.Of("Cli.ReviewConflictsMore", conflicts.Count - MostConflicts));
    }

    public static int SayOpened(Session session, ReviewRound round, bool isNew)
    {
        var text = isNew ? "Cli.ReviewOpened" : "Cli.ReviewOpenedBefore";
        session.Say(session.UiTexts.Of(text, round.Id, round.Items, $"{round.DueOn:yyyy-MM-dd}"));
        return SayScope(session, round.Rule);
    }

    public static int SayEmpty(Session session, ReviewRule review)
    {
        session.Say(session.UiTexts.Of("Cli.ReviewEmpty", review.Id));
        return SayScope(session, review);
    }

    private static int SayScope(Session session, ReviewRule review)
    {
        session.Say(session.UiTexts.Of("Review.Scope", ScopeOf(session, review)));
        return ExitCodes.Done;
    }

    private static string ScopeOf(Session session, ReviewRule review) =>
        new ReviewScopeText(session.UiTexts, session.Workspace.Policy).Of(review);

    public static async Task<int> ShowAsync(Session session, ReviewRound round, EmployeeId? mine, CancellationToken ct)
    {
        var lines = (await ReviewRecord.OfAsync(session.Workspace, round, ct)).Where(l => mine is null || l.Reviewer == mine).ToArray();
        var beside = await ItemsBeside.OfAsync(session.Workspace, round, ct);
        if (session.IsJson)
        {
            session.WriteJson(
                lines
                    .Select(l => (Line: l, Beside: beside.Of(l.Item)))
                    .Select(x => new
                    {
                        worker = x.Line.Item.Id.Worker,
                        right = x.Line.Item.Id.Right,
                        unit = x.Line.Item.Unit,
                        because = x.Line.Item.Ground,
                        notRemovable = x.Line.Item.NotRemovable,
                        reviewer = x.Line.Reviewer,
                        choice = x.Line.Answer is { } answer ? ReviewChoiceCodes.Of(answer.Choice) : null,
                        by = x.Line.Answer?.By,
                        reason = x.Line.Answer?.Reason,
                        receipt = x.Line.Receipt,
                        effect = x.Line.Effect,
                        provedAt = x.Line.ProvedAt,
                        paper = x.Line.Paper,
                        lastSignIn = x.Beside.SignIn.On,
                        lastSignInAsOf = x.Beside.SignIn.AsOf,
                        before = x.Beside.Past.Before is { } before
                            ? new
                            {
                                review = before.Review,
                                on = before.On,
                                choice = ReviewChoiceCodes.Of(before.Choice),
                                silence = before.IsSilence,
                            }
                            : null,
                        newSince = x.Beside.Past.NewSince?.On,
                        moves = x.Beside.Past.Changes.Select(c => new
                        {
                            from = c.From.Org,
                            to = c.To.Org,
                            on = c.On,
                        }),
                        paths = x.Beside.Grounds.Paths.Select(p => new
                        {
                            rule = p.Rule?.Id,
                            unit = p.Posting?.Org,
                            grant = p.Grant?.Reference,
                            until = p.Until,
                        }),
                        stops = x.Beside.Grounds.Stops.Select(WithheldCodes.Of),
                        conflicts = x.Beside.Grounds.Conflicts.Select(c => new
                        {
                            rule = c.Rule.Id,
                            other = c.Other,
                            exception = c.Exception?.Reference,
                        }),
                    })
            );
            return ExitCodes.Done;
        }
        SayScope(session, round.Rule);
        var (ui, words) = (session.UiTexts, new BesideText(session.UiTexts, session.Text, session.Workspace.Policy));
        foreach (var line in lines)
        {
            session.Say(
                ui.Of(
                    "Cli.ReviewItem",
                    line.Item.Id.Worker,
                    line.Item.Id.Right,
                    line.IsLeft ? ui["Review.GoneAndBack"]
                        : line.Answer is { } answer ? ui[$"Review.{ReviewChoiceCodes.Of(answer.Choice)}"]
                        : line.Reviewer is { } reviewer ? ui.Of("Cli.ReviewWaitsFor", reviewer)
                        : ui["Cli.ReviewNobody"],
                    line.Answer is { By: null } nobodys
                        ? ui[
                            SecondLook.IsDraw(nobodys) ? "Review.Drawn"
                            : nobodys.Choice == ReviewChoice.Gone ? "Portal.ReviewSeen"
                            : "Review.Silence"
                        ]
                        : line.Answer?.By?.Value ?? "",
                    line.ProvedAt is not null ? ui["Review.Proved"]
                        : line.Effect is { } day ? ui.Of("Review.From", $"{day:yyyy-MM-dd}")
                        : ""
                )
            );
            foreach (var said in words.Lines(line.Item, beside.Of(line.Item)))
                session.Say("  " + said);
        }
        return ExitCodes.Done;
    }
}
