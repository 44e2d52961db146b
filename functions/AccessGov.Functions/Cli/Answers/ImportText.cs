using AccessGov.App.Incidents;
using AccessGov.App.Personnel;
using AccessGov.App.Personnel.Reading;
using AccessGov.App.Personnel.Reading.Notices;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Answers;

/// <summary>What became of a delivery, for people and as JSON.</summary>
internal static class ImportText
{
    private const int RowsShown = 20;

    // Of each kind: a thousand restored zeros must not hide the one dropped column.
    private const int NoticesShown = 5;

    // Of rows with one and the same mistake.
    private const int NumbersShown = 5,
        ValuesShown = 3;

    /// <summary>What became of a delivery.</summary>
    /// <param name="session">Whom to tell.</param>
    /// <param name="result">What became of it.</param>
    /// <param name="checkOnly">True when nothing was taken over.</param>
    /// <param name="all">True for long lists as a whole.</param>
    /// <param name="people">Whom to show too; null for nobody.</param>
    public static int Show(Session session, ImportResult result, bool checkOnly, bool all, PeopleTable? people = null)
    {
        if (session.IsJson && people is not null)
            session.WriteJson(new { import = result, people = people.People });
        else if (session.IsJson)
            session.WriteJson(result);
        else
        {
            Say(session, result, checkOnly, all);
            people?.Say();
        }
        return result is ImportResult.Refused ? ExitCodes.Refused : ExitCodes.Done;
    }

    /// <summary>What became of a list.</summary>
    /// <param name="session">Whom to tell.</param>
    /// <param name="name">Which list.</param>
    /// <param name="read">What became of it.</param>
    /// <param name="count">How many lines it has.</param>
    /// <param name="all">True for long lists as a whole.</param>
    public static int Show<T>(Session session, string name, ListRead<T> read, Func<T, int> count, bool all)
    {
        switch (read)
        {
            case ListRead<T>.Read whole:
                if (session.IsJson)
                    session.WriteJson(
                        new
                        {
                            list = name,
                            lines = count(whole.Content),
                            rejected = whole.Rejected,
                        }
                    );
                else
                {
                    session.Say(session.UiTexts.Of("Cli.ListAccepted", session.UiTexts[$"HrList.{name}"], count(whole.Content)));
                    SayRows(session, whole.Rejected, Tell, all);
                    SayNotices(session, whole.Notices, Tell, all);
                }
                return ExitCodes.Done;
            case ListRead<T>.Refused refused:
                if (session.IsJson)
                    session.WriteJson(
                        new
                        {
                            list = name,
                            reasons = refused.Reasons,
                            rejected = refused.Rejected,
                            notices = refused.Notices,
                        }
                    );
                else
                {
                    Refuse(session, session.UiTexts.Of("Cli.ListRefused", session.UiTexts[$"HrList.{name}"]));
                    foreach (var reason in refused.Reasons)
                        Refuse(session, "  " + session.UiTexts.Of(reason));
                    SayRows(session, refused.Rejected, Refuse, all);
                    SayNotices(session, refused.Notices, Refuse, all);
                }
                return ExitCodes.Refused;
            default:
                throw new InvalidOperationException(read.GetType().Name);
        }
    }

    private static void Say(Session session, ImportResult result, bool checkOnly, bool all)
    {
        var (words, policy) = (session.UiTexts, session.Workspace.Policy);
        switch (result)
        {
            case ImportResult.Accepted a:
                session.Say(
                    words.Of(
                        checkOnly ? "Cli.ImportChecked" : "Cli.ImportAccepted",
                        policy.NameOf(a.Source),
                        a.Workers,
                        a.AsOf,
                        a.Guests,
                        a.RowsUnusable(),
                        a.HeldBack.Count
                    )
                );
                // What was only checked need not be agreed to yet; an import would be refused.
                if (checkOnly && !session.Workspace.AreProfilesAgreed)
                    session.Say("  " + words["Cli.ProfileNotAgreed"]);
                SayRows(session, a.Rejected, Tell, all);
                SayLines(
                    session,
                    [
                        .. a
                            .HeldBack.GroupBy(h => all ? (object)h.Worker : h.Reason)
                            .Select(g =>
                                g.ToArray() is [var one]
                                    ? (words.Of("Cli.HeldBack", one.Worker, one.Reason, string.Join(", ", one.Rows)), 1)
                                    : (
                                        words.Of(
                                            "Cli.HeldBackSame",
                                            Some(g.Select(h => h.Worker)),
                                            g.Count(),
                                            g.First().Reason,
                                            Some(g.SelectMany(h => h.Rows).Order())
                                        ),
                                        g.Count()
                                    )
                            ),
                    ],
                    Tell,
                    all
                );
                SayNotices(session, a.Notices, Tell, all);
                SayLines(
                    session,
                    [
                        .. a.UnknownUnits.Select(u =>
                            (
                                words.Of("Cli.UnknownUnit", u.Unit, u.Workers.Count, Some(u.Workers, all ? u.Workers.Count : NumbersShown))
                                    + (u.Near is { } near ? words.Of("Cli.UnknownUnitZeros", near) : ""),
                                1
                            )
                        ),
                    ],
                    Tell,
                    all
                );
                SayFindings(session, a.Findings, all);
                break;
            case ImportResult.Repeated repeated:
                session.Say(words.Of("Cli.ImportRepeated", policy.NameOf(repeated.Source)));
                break;
            case ImportResult.Refused refused:
                Refuse(session, words.Of(checkOnly ? "Cli.ImportUnfit" : "Cli.ImportRefused", policy.NameOf(refused.Source)));
                foreach (var reason in refused.Reasons)
                    Refuse(session, "  " + session.UiTexts.Of(reason));
                foreach (var refusal in refused.Refusals)
                    Refuse(session, "  " + session.Text.Of(refusal));
                SayRows(session, refused.Rejected, Refuse, all);
                SayNotices(session, refused.Notices, Refuse, all);
                break;
            default:
                throw new InvalidOperationException(result.GetType().Name);
        }
    }

    /// <summary>What people should look at; a long list is cut unless all of it is asked for.</summary>
    public static void SayFindings(Session session, IReadOnlyList<Finding> findings, bool all) =>
        SayLines(session, [.. findings.Select(f => ($"{f.Worker}: {session.Text.Of(f)}", 1))], Tell, all);

    /// <summary>A row at fault: where, what it says, and how to mend it.</summary>
    public static string Row(Session session, RejectedRow row) =>
        row switch
        {
            { Column.Length: 0 } => session.UiTexts.Of("Cli.RowWhole", row.Row, row.Remedy),
            { Value.Length: 0 } => session.UiTexts.Of("Cli.RowEmpty", row.Row, row.Column, row.Remedy),
            _ => session.UiTexts.Of("Cli.Row", row.Row, row.Column, row.Value, row.Remedy),
        };

    private static void SayNotices(Session session, IReadOnlyList<Notice> notices, Action<Session, string> say, bool all)
    {
        foreach (var kind in notices.GroupBy(n => n.Kind).OrderBy(g => g.Key))
        {
            foreach (var notice in kind.Take(all ? int.MaxValue : NoticesShown))
            {
                var place = new IncidentPlace(notice.Row, notice.Column).Words;
                say(session, "  " + session.UiTexts.Of("Cli.Notice", place, notice.Text));
            }
            if (!all && kind.Count() is > NoticesShown and var count)
                say(session, "  " + session.UiTexts.Of("Cli.NoticesLeft", count - NoticesShown));
        }
    }

    private static void SayRows(Session session, IReadOnlyList<RejectedRow> rejected, Action<Session, string> say, bool all) =>
        SayLines(
            session,
            [
                .. rejected
                    .GroupBy(r => all ? (object)r : (r.Column, r.Remedy, r.Value.Length == 0))
                    .Select(g => g.ToArray() is [var one] ? (Row(session, one), 1) : (Rows(session, [.. g]), g.Count())),
            ],
            say,
            all
        );

    /// <summary>One mistake of a column that many rows make: who mends it mends it once.</summary>
    private static string Rows(Session session, RejectedRow[] same)
    {
        var (rows, first) = (Some(same.Select(r => r.Row)), same[0]);
        var values = Some(same.Select(r => r.Value).Distinct(StringComparer.Ordinal), ValuesShown, session.UiTexts["Cli.ValuesBetween"]);
        return first switch
        {
            { Column.Length: 0 } => session.UiTexts.Of("Cli.RowsWhole", rows, same.Length, first.Remedy),
            { Value.Length: 0 } => session.UiTexts.Of("Cli.RowsEmpty", rows, same.Length, first.Column, first.Remedy),
            _ => session.UiTexts.Of("Cli.Rows", rows, same.Length, first.Column, values, first.Remedy),
        };
    }

    /// <summary>The first of many, and a sign that there are more.</summary>
    private static string Some<T>(IEnumerable<T> all, int most = NumbersShown, string between = ", ")
    {
        var some = all.Take(most + 1).ToArray();
        return string.Join(between, some.Take(most)) + (some.Length > most ? between + "…" : "");
    }

    /// <summary>Lines, each with how many it stands for.</summary>
    private static void SayLines(Session session, IReadOnlyList<(string Text, int Count)> lines, Action<Session, string> say, bool all)
    {
        foreach (var (text, _) in lines.Take(all ? int.MaxValue : RowsShown))
            say(session, "  " + text);
        if (!all && lines.Count > RowsShown)
            say(session, "  " + session.UiTexts.Of("Cli.MoreRows", lines.Skip(RowsShown).Sum(l => l.Count)));
        else if (lines.Any(l => l.Count > 1))
            say(session, "  " + session.UiTexts["Cli.RowsGrouped"]);
    }

    private static void Tell(Session session, string text) => session.Say(text);

    /// <summary>A refusal is no result: whoever pipes results into a file still reads it.</summary>
    private static void Refuse(Session session, string text) => session.Complain(VisibleText.Of(text), ExitCodes.Refused);
}
