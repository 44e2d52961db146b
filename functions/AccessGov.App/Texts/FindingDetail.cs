using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.App.Texts;

/// <summary>The detail of a finding as people read it: codes that stand in it are said, values stay.</summary>
internal static class FindingDetail
{
    /// <summary>The detail.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="words">The reader's texts.</param>
    /// <param name="policy">Names the sources.</param>
    public static string Of(Finding finding, UiTexts words, GovernancePolicy policy)
    {
        var detail = finding.Detail;
        return finding.Kind switch
        {
            // Begins with the code of a move.
            FindingKind.AnnouncementDisagrees when detail.Split(' ', 2) is [var move, var rest] => $"{words[$"Move.{move}"]} {rest}",
            // Which list, and why it is not known.
            FindingKind.MissingFacts => words.Find($"Missing.{detail.Split(':')[0]}") ?? detail,
            FindingKind.AttributeTooLong when detail.Split(' ', 2) is [var name, var most] =>
                $"{Said(words, $"Attribute.{name}", name)} {most}",
            FindingKind.UngovernableGroup => Said(words, $"Ungovernable.{detail}", detail),
            // Sources, each perhaps with a unit behind it.
            FindingKind.ContestedWorker
            or FindingKind.UnknownGuest
            or FindingKind.GuestOutsideSource
            or FindingKind.VanishedWorker
            or FindingKind.HeldBackWorker
            or FindingKind.ReusedNumber
            or FindingKind.MissingSource => string.Join(words["List.Between"], detail.Split(", ").Select(d => Source(d, policy))),
            // An account, and how it stands or why it does not.
            FindingKind.OrphanAccount
            or FindingKind.UndecidedAccount
            or FindingKind.AdoptionVoid when detail.LastIndexOf(", ", StringComparison.Ordinal) is >= 0 and var at => string.Join(
                words["List.Between"],
                detail[..at],
                State(words, detail[(at + 2)..])
            ),
            _ => detail,
        };
    }

    private static string Source(string detail, GovernancePolicy policy)
    {
        var (id, rest) = detail.Split(": ", 2) is [var before, var behind] ? (before, ": " + behind) : (detail, "");
        return (policy.Sources.FirstOrDefault(s => s.Id.Value == id)?.Name ?? id) + rest;
    }

    private static string State(UiTexts words, string state) =>
        state.Split(' ', 2) is ["numbered", var number]
            ? words.Of("Account.numbered", number)
            : Said(words, $"Account.{state.Replace(' ', '-')}", state);

    private static string Said(UiTexts words, string key, string code) => words.Find(key) ?? code;
}
