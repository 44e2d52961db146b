using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.Sandbox.City;

/// <summary>One line of announcement.csv.</summary>
/// <param name="Id">職員番号.</param>
/// <param name="Name">氏名.</param>
/// <param name="Word">発令区分: 採用, 転任 ….</param>
/// <param name="On">発令年月日; for a leaver 退職日.</param>
/// <param name="From">旧所属コード.</param>
/// <param name="To">新所属コード.</param>
/// <param name="Post">新職名.</param>
public sealed record AnnouncedLine(EmployeeId Id, string Name, string Word, DateOnly On, OrgCode? From, OrgCode? To, string Post)
{
    /// <summary>What was announced about a person.</summary>
    public static IEnumerable<AnnouncedLine> Of(Person person)
    {
        var old = Person.MainPosting(person.Before, CitySettings.OldYear);
        var now = Person.MainPosting(person.After, CitySettings.NewYear);
        AnnouncedLine Line(string word, OrgCode? to = null, string post = "") =>
            new(person.After.Id, person.After.DisplayName, word, CitySettings.NewYear, old?.Org, to, post);
        AnnouncedLine End(string word) => Line(word) with { On = CitySettings.OldYear };
        AnnouncedLine To(string word) => Line(word, now!.Org, now.Post);
        IEnumerable<AnnouncedLine> main = person.Event switch
        {
            CityEvent.Moves => [To(IsTransfer(old!, now!) ? "転任" : "配置換")],
            CityEvent.IsPromoted => [To("昇任")],
            CityEvent.StepsDown => [To("配置換")],
            CityEvent.Leaves => [End("退職")],
            CityEvent.IsDismissed => [Line("免職") with { On = person.After.Employments[0].Days.Until!.Value }],
            CityEvent.IsReappointed => [To("再任用")],
            CityEvent.GetsNewNumber => [End(IsFiscal(person) ? "任期満了" : "退職"), Again(person, old)],
            CityEvent.GoesOut => [To(now!.Kind == PostingKind.Seconded ? "出向" : "派遣")],
            CityEvent.ComesBack => [To("転任")],
            CityEvent.StartsLeave => [Line(person.After.Leaves[0].Kind == LeaveKind.Childcare ? "育児休業" : "休職")],
            CityEvent.EndsLeave => [Line("復職")],
            CityEvent.Joins => [To("採用")],
            CityEvent.TermEnds => [End("任期満了")],
            CityEvent.RenewsByNewRow when old!.Org != now!.Org => [To("配置換")],
            _ => [],
        };
        return main.Concat(SidePosts(person, now?.Org, Line));
    }

    private static IEnumerable<AnnouncedLine> SidePosts(Person person, OrgCode? now, Func<string, OrgCode?, string, AnnouncedLine> line)
    {
        foreach (
            var post in person.After.Postings.Where(p =>
                p.Kind is PostingKind.Concurrent or PostingKind.CrossAppointed or PostingKind.ActingDuty
            )
        )
        {
            if (post.Days.From == CitySettings.NewYear)
                yield return line(
                    post.Kind switch
                    {
                        PostingKind.Concurrent => "兼務",
                        PostingKind.CrossAppointed => "併任",
                        _ => "事務取扱",
                    },
                    post.Org,
                    post.Post
                );
            // Who leaves loses every post by that alone; who stays is told, and is told where he remains.
            if (post.Days.Until == CitySettings.OldYear && now is { } remains)
                yield return line("兼務解除", remains, "") with
                {
                    From = post.Org,
                };
        }
    }

    private static AnnouncedLine Again(Person person, Posting? old)
    {
        var again = person.Renumbered!;
        var post = again.Postings[0];
        return new(again.Id, again.DisplayName, IsFiscal(person) ? "採用" : "再任用", CitySettings.NewYear, old?.Org, post.Org, post.Post);
    }

    private static bool IsFiscal(Person person) => person.After.Employments[0].Kind == EmploymentKind.FiscalYear;

    // 転任 is to another department, 配置換 within one; the first two digits are the department.
    private static bool IsTransfer(Posting old, Posting now) => !old.Org.Value.AsSpan(0, 2).SequenceEqual(now.Org.Value.AsSpan(0, 2));
}
