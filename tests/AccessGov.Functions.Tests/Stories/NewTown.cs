using System.Text;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>
/// A town of a dozen people that begins with AccessGov: what its 人事課 sends, in a layout that no profile knows yet, and its people as they
/// were the day before.
/// </summary>
internal static class NewTown
{
    public const string Tanaka = "000123",
        Sato = "000456",
        Suzuki = "000789",
        GeneralAffairs = "010100",
        Residents = "010200",
        Tax = "010300";

    private static readonly SourceId Mayor = new("mayor");

    private static readonly Person[] People =
    [
        new(Tanaka, "田中　一郎", "タナカ　イチロウ", "正規職員", GeneralAffairs, "総務課", "主査"),
        new(Sato, "佐藤　花子", "サトウ　ハナコ", "正規職員", Residents, "市民課", "課長"),
        new(Suzuki, "鈴木　次郎", "スズキ　ジロウ", "正規職員", GeneralAffairs, "総務課", "課長"),
        new("001001", "高橋　三郎", "タカハシ　サブロウ", "正規職員", Residents, "市民課", "主事"),
        new("001002", "伊藤　良子", "イトウ　リョウコ", "正規職員", Residents, "市民課", "主任"),
        new("001003", "渡辺　健", "ワタナベ　ケン", "正規職員", Tax, "税務課", "課長"),
        new("001004", "山本　恵", "ヤマモト　メグミ", "正規職員", Tax, "税務課", "主事"),
        // Comes from 税務課 today.
        new("001005", "中村　誠", "ナカムラ　マコト", "正規職員", Residents, "市民課", "主事") { Since = "2026/10/01", Before = Tax },
        // Retired yesterday.
        new("001006", "小林　正", "コバヤシ　タダシ", "正規職員", Tax, "税務課", "主査") { LastDay = "2026/09/30" },
        new("001007", "加藤　さくら", "カトウ　サクラ", "パートタイム", Residents, "市民課", "事務補助") { LastDay = "2027/03/31" },
        // Begins today.
        new("001008", "吉田　翼", "ヨシダ　ツバサ", "正規職員", GeneralAffairs, "総務課", "主事")
        {
            Hired = "2026/10/01",
            Since = "2026/10/01",
        },
        new("001009", "山田　由美", "ヤマダ　ユミ", "正規職員", Tax, "税務課", "主事") { Childcare = "2026/10/01" },
    ];

    /// <summary>The extract: two lines above the header, numbers without their zeros, a column that is nobody's business.</summary>
    public static string Extract { get; } =
        "職員異動情報一覧\r\n2026年10月1日現在\r\n"
        + "職員コード,職員氏名,フリガナ,任用形態,任用年月日,任期満了年月日,異動種別,課コード,課名称,役職名,配属年月日,配属終了年月日,"
        + "休業事由,休業開始年月日,休業終了年月日,給料月額\r\n"
        + string.Concat(People.SelectMany(p => p.Rows()).Select(row => row + "\r\n"));

    /// <summary>Who has a security key: everybody but one of 市民課.</summary>
    public static string Keys { get; } =
        "職員番号,登録日,失効日\r\n" + string.Concat(People.Where(p => p.Id != "001002").Select(p => $"{p.Id},2026/09/01,\r\n"));

    /// <summary>Who attended the training.</summary>
    public static string Trainings { get; } = "職員番号,受講日\r\n" + string.Concat(People.Select(p => $"{p.Id},2026/06/15\r\n"));

    /// <summary>The people as they were before today.</summary>
    public static IEnumerable<Worker> Yesterday { get; } = People.Where(p => p.Hired != "2026/10/01").Select(p => p.Yesterday());

    public static byte[] Cp932(string text) => CodePagesEncodingProvider.Instance.GetEncoding(932)!.GetBytes(text);

    private sealed record Person(string Id, string Name, string Kana, string Kind, string Org, string OrgName, string Post)
    {
        public string Hired { get; init; } = "2015/04/01";

        public string Since { get; init; } = "2024/04/01";

        public string LastDay { get; init; } = "";

        public string Before { get; init; } = "";

        public string Childcare { get; init; } = "";

        public IEnumerable<string> Rows()
        {
            var number = int.Parse(Id);
            string Row(string org, string orgName, string since, string until) =>
                $"{number},{Name},{Kana},{Kind},{Hired},{LastDay},本務,{org},{orgName},{Post},{since},{until},"
                + (Childcare.Length > 0 ? $"育児休業,{Childcare},2027/09/30," : ",,,")
                + "256300";
            if (Before.Length > 0)
                yield return Row(Before, "税務課", "2024/04/01", "2026/09/30");
            yield return Row(Org, OrgName, Since, LastDay);
        }

        public Worker Yesterday() =>
            new(
                new EmployeeId(Id),
                Mayor,
                Name,
                [new Employment(Kind == "パートタイム" ? EmploymentKind.FiscalYear : EmploymentKind.Regular, Days(Hired, LastDay))],
                [
                    new Posting(
                        Mayor,
                        PostingKind.Primary,
                        new OrgCode(Before.Length > 0 ? Before : Org),
                        Post,
                        Days(Before.Length > 0 ? "2024/04/01" : Since, LastDay)
                    ),
                ],
                []
            );

        private static DateSpan Days(string from, string until) =>
            new(VillageStory.Day(from.Replace('/', '-')), until.Length > 0 ? VillageStory.Day(until.Replace('/', '-')) : null);
    }
}
