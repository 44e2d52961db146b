using AccessGov.App.Enrolment;
using AccessGov.App.Planning;
using AccessGov.Core.Kernel;

namespace AccessGov.Web.Pages.Campaign;

/// <summary>Somebody of a unit in the words of pages: key, and what is withheld in the My Number zone.</summary>
/// <param name="Id">職員番号.</param>
/// <param name="Name">氏名.</param>
/// <param name="Units">所属, of those that are shown.</param>
/// <param name="Post">職名.</param>
/// <param name="Key">登録済, 未登録, 確認できない, or that none is needed.</param>
/// <param name="Withheld">What is withheld; one line for each reason.</param>
public sealed record PersonLine(
    EmployeeId Id,
    string Name,
    string Units,
    string Post,
    KeyMark Key,
    IReadOnlyList<PersonLine.Reason> Withheld
)
{
    /// <summary>Why rights are withheld.</summary>
    /// <param name="Rights">Which.</param>
    /// <param name="Why">Why, as a sentence.</param>
    /// <param name="Fix">What helps, as a sentence.</param>
    public sealed record Reason(string Rights, string Why, string Fix);

    /// <summary>A person as a line.</summary>
    /// <param name="here">Texts and policy.</param>
    /// <param name="person">Who.</param>
    public static PersonLine Of(PortalContext here, UnitPeople.Person person)
    {
        ArgumentNullException.ThrowIfNull(here);
        ArgumentNullException.ThrowIfNull(person);
        var (policy, desire) = (here.Workspace.Policy, person.Desire);
        return new PersonLine(
            desire.Worker.Id,
            VisibleText.Of(desire.Worker.DisplayName),
            string.Join(here.Ui["List.Between"], person.Units.Select(u => policy.OrgChart.Find(u)?.Name ?? u.Value)),
            desire.Attributes?.JobTitle ?? "",
            KeyMark.Of(here, person.NeedsKey, person.HasKey),
            ReasonsOf(here, new ExplainAccess.Explanation(desire, policy, here.Workspace.Today))
        );
    }

    /// <summary>What is withheld from somebody in the My Number zone, by reason, worded as 自分の利用権限 words it.</summary>
    /// <param name="here">Texts and policy.</param>
    /// <param name="explained">The person's rights.</param>
    public static IReadOnlyList<Reason> ReasonsOf(PortalContext here, ExplainAccess.Explanation explained)
    {
        ArgumentNullException.ThrowIfNull(here);
        return
        [
            .. RightLine
                .Of(here, explained)
                .Withheld.Where(r => r.IsMyNumber)
                .GroupBy(r => (r.Why, r.Fix))
                .Select(g => new Reason(
                    string.Join(here.Ui["List.Between"], g.Select(r => r.Name)),
                    here.Ui.Of("Portal.Because", g.Key.Why),
                    here.Ui.Of("Portal.Sentence", g.Key.Fix!)
                )),
        ];
    }
}
