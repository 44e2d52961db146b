using AccessGov.App.Planning;
using AccessGov.App.Reviews.Rounds;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;

namespace AccessGov.Web.Pages.Reviews;

/// <summary>What was handed in on paper, as its reviewer and the record tell it.</summary>
internal static class OnPaper
{
    /// <summary>Everything that was handed in on paper as somebody's, newest first.</summary>
    public static IReadOnlyList<string> Of(PortalContext here, ReviewBook book, string round, PeopleOfPlan people) =>
        [
            .. book.HandedInOf(round)
                .Select(h => h.Submission)
                .Where(s => s.Paper is not null && s.By == here.Me.Id)
                .Reverse()
                .Select(s =>
                    here.Ui.Of(
                        "Portal.ReviewOnPaper",
                        s.Receipt,
                        NameOf(people, s.Paper!.EnteredBy),
                        NameOf(people, s.Paper.ConfirmedBy),
                        $"{s.Paper.SignedOn:yyyy-MM-dd}"
                    )
                ),
        ];

    /// <summary>How a line of the record tells it; empty for what was handed in on the screen.</summary>
    public static string InRecord(PortalContext here, ReviewPaper? paper, PeopleOfPlan people) =>
        paper is null
            ? ""
            : here.Ui.Of(
                "Portal.ReviewPaperRecord",
                NameOf(people, paper.EnteredBy),
                NameOf(people, paper.ConfirmedBy),
                $"{paper.SignedOn:yyyy-MM-dd}"
            );

    /// <summary>氏名, or the number where personnel knows none.</summary>
    public static string NameOf(PeopleOfPlan people, EmployeeId id) =>
        people.Find(id) is { } person ? VisibleText.Of(person.Name) : id.Value;
}
