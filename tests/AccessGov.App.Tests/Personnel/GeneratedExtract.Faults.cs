using DateForms = AccessGov.Sandbox.City.Files.DateForms;

namespace AccessGov.App.Tests.Personnel;

/// <summary>What is wrong with a row or a cell.</summary>
internal sealed partial class GeneratedExtract
{
    private static readonly string[] Names = ["須坂　花子", "髙橋　太郎", "高橋　太郎", "山﨑 次郎", "田中", "ﾔﾏﾀﾞ ﾊﾅｺ", "小布施 蓮"];
    private static readonly string[] Kana = ["スザカ　ハナコ", "ﾀｶﾊｼ ﾀﾛｳ", "タカハシ　タロウ", "やまざき じろう", "", "ﾔﾏﾀﾞ ﾊﾅｺ", "ﾊﾟﾊﾞ"];
    private static readonly string[] OddTexts =
    [
        "",
        "　",
        "  ",
        "---",
        "花子\uE000",
        "花子　",
        " 花子",
        "花 子",
        "須坂\"花子",
        "須坂\n花子",
        "須坂\r\n花子,太郎\t",
        "合計",
        "計",
        "総計3件",
        "職員番号",
        "Ω é Я ①㈱",
        "なし",
        "0",
        "=1+1",
        "＠花子",
        "-",
        "花〓",
        "花??",
        "花?",
        "#REF!",
        "＃N/A",
    ];
    private static readonly string[] OnlyInUtf8 =
    [
        "𠮷野　家",
        "\u202e花子",
        "教育\u200b長",
        "A\u2066100",
        "\uFEFF花子",
        "葛\U000E0100城",
        "\u0085",
        "\u3164花子",
        "\u200b",
        "\u00AD=花\u200b子",
        "é́",
    ];
    private static readonly string[] Employments = ["正規", "会計年度任用", "再任用", "特別職", "非常勤"];
    private static readonly string[] Postings = ["本務", "本務", "本務", "兼務", "兼務", "併任", "事務取扱"];
    private static readonly string[] Leaves = ["休職", "育休", "育児休業", "その他"];
    private static readonly string[] Posts = ["主事", "主任", "課長", "", "保育士"];
    private static readonly string[] OddDays =
    [
        "",
        "　",
        "---",
        "99999999",
        "9999999",
        "0",
        "いつか",
        "平成",
        "2026/2/30",
        "R8.2.30",
        "5080230",
        "20260230",
        "26/4/1",
        "1/4/2026",
        "H32.4.1",
        "平成32年4月1日",
        "昭和99年1月1日",
        "令和元年5月1日",
        "㋿8.4.1",
        "Ｒ８．４．１",
        "2026/4/1 0:00:00",
        "2026-04-01",
        "R080401",
        "5080401",
        "20260401",
        "46113",
        "46113.0",
        "46113.5",
        "9999/12/31",
        "M1.1.1",
        "なし",
        "無期",
    ];
    private static readonly DateOnly[] Days =
    [
        new(2010, 4, 1),
        new(2019, 5, 1),
        new(2024, 4, 1),
        new(2025, 3, 31),
        new(2026, 3, 30),
        new(2026, 3, 31),
        new(2026, 4, 1),
        new(2027, 3, 31),
    ];

    /// <summary>One thing that no cell shows by itself.</summary>
    private void Disturb(Dictionary<string, string> row, string number)
    {
        var (early, late) = (Day(Days[1]), Day(Days[6]));
        switch (random.Next(16))
        {
            case 0:
                (row["hiredOn"], row["endsOn"]) = (late, early);
                break;
            case 1:
                (row["postedFrom"], row["postedUntil"]) = (late, early);
                break;
            case 2:
                (row["leaveKind"], row["leaveFrom"], row["leaveUntil"]) = (Pick(Leaves), late, early);
                break;
            case 3:
                (row["leaveKind"], row["leaveFrom"], row["leaveUntil"]) = ("", Pick(early, ""), Pick("", late));
                break;
            case 4:
                (row["status"], row["endsOn"]) = ("在職", Day(Days[4]));
                break;
            case 5:
                (row["status"], row["endsOn"]) = ("退職", "");
                break;
            case 6:
                (row["employmentKind"], row["endsOn"]) = ("会計年度任用", "");
                break;
            case 7:
                (row["postingKind"], row["hiredOn"]) = ("併任", Pick("", early));
                break;
            case 8:
                row["kana"] = Pick(Kana);
                break;
            case 9:
                row["name"] = Pick(Names);
                break;
            case 10:
                row["endsAtOnce"] = Pick("1", "0");
                break;
            case 11:
                row["formerId"] = Pick(number, "900001", "900002", "９００００１", "90");
                break;
            case 12:
                foreach (var column in new[] { "postingKind", "org", "post", "postedFrom", "postedUntil" })
                    row[column] = "";
                row["endsOn"] = Pick(row["endsOn"], Day(Days[4]));
                break;
            case 13:
                (row["postingKind"], row["postedFrom"], row["postedUntil"]) = ("本務", early, Pick("", late));
                break;
            case 14:
                row["name"] = Pick(OddTexts) + Pick("", "花子");
                break;
            default:
                row[Pick("displayName", "formerName")] = Pick("花子", "花子\uE000", "　", "旧姓");
                break;
        }
    }

    private string Odd(string column, string text, string number)
    {
        if (column is "hiredOn" or "endsOn" or "postedFrom" or "postedUntil" or "leaveFrom" or "leaveUntil" && Odds(800))
            return Odds(300) ? Pick(Day(Pick(Days)), DateForms.OldEra(Days[2])) : Pick(OddDays);
        if (column == "employeeId")
            return Pick(
                number.TrimStart('0'),
                DateForms.FullWidth(number),
                $" {number}　",
                Odds(100) ? Pick("12-3あ", "", "1234567", "番号", number[..^1]) : number,
                number
            );
        if (Odds(60))
            return new string('長', Pick(64, 65, 128, 129, 256, 257, 300)) + (Odds(20) ? new string('x', 32_700) : "");
        if (Odds(100))
            return text + "\uE000";
        if (Odds(200))
            return $" {text}　";
        if (Odds(100))
            return DateForms.FullWidth(text);
        return format.IsCp932 || Odds(500) ? Pick(OddTexts) : Pick(OnlyInUtf8);
    }
}
