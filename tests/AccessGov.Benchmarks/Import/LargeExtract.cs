using System.Globalization;
using System.Text;
using AccessGov.Sandbox.City;
using AccessGov.Sandbox.City.Files;

namespace AccessGov.Benchmarks.Import;

/// <summary>
/// An extract of any number of rows, as 市長部局 (CP932, 24 columns) or 教育委員会 (UTF-8, 18 columns) writes it. Hardly any two names
/// are the same; days, offices and posts repeat as in a city hall. One worker in ten has a second row, one in thirty is on leave, one
/// row in a hundred holds what is unusual, one in five hundred cannot be used.
/// </summary>
internal static class LargeExtract
{
    private const string NameCharacters =
        "小林丸山中沢宮本岸牧田佐藤高橋清水北竹内村伊滝青木柳坂口崎神羽生勝関原島霜町土屋永井黒岩篠塚鈴渡辺斎吉春髙野﨑濵栁桒瀨德谷福花美咲陽恵由真彩"
        + "千尋直七海久裕愛香織結衣和玲奈詩明日幸葵律健大輔翔誠浩二拓樹学彦蓮達介修一郎哲斗徹雅之隆康弘篤志智勇気";
    private const string KanaCharacters = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ";
    private static readonly string[] Posts =
    [
        .. new[]
        {
            "主事",
            "主任",
            "主査",
            "係長",
            "副主幹",
            "主幹",
            "課長補佐",
            "課長",
            "次長",
            "部長",
            "技師",
            "保育士",
            "保健師",
            "司書",
        },
    ];

    /// <summary>Writes one file of each form.</summary>
    public static void Write(string folder, int rows)
    {
        foreach (var format in new ExtractFormat[] { new MayorFormat(), new EducationFormat() })
        {
            using var file = new FileStream(
                Path.Combine(folder, format.Source + ".csv"),
                FileMode.Create,
                FileAccess.Write,
                FileShare.None,
                1 << 20
            );
            if (format.HasBom)
                file.Write(Encoding.UTF8.Preamble);
            foreach (var line in format.Preamble(CitySettings.NewYear))
                file.Write(format.Encode(line + format.NewLine));
            file.Write(format.Encode(format.Line(format.Header)));
            var written = 0;
            for (var i = 0; written < rows; i++)
            {
                var random = SplitMix.For(1, 71, i);
                var cells = format is MayorFormat ? Mayor(i, ref random) : Education(i, ref random);
                file.Write(format.Encode(format.Line(cells)));
                if (++written >= rows || random.Below(10) > 0)
                    continue;
                // A further post of the same person.
                var (kind, org) = format is MayorFormat ? (7, 8) : (6, 7);
                (cells[kind], cells[org]) = ("兼務", Org(ref random));
                file.Write(format.Encode(format.Line(cells)));
                written++;
            }
            if (format.Total(written) is { } total)
                file.Write(format.Encode(total + format.NewLine));
        }
    }

    private static string[] Mayor(int i, ref SplitMix random)
    {
        var onLeave = random.Below(30) == 0;
        string Date(DateOnly day, int column) => (i * 7 + column) % 3 == 0 ? DateForms.Written(day) : DateForms.Dotted(day);
        var hired = Hired(ref random);
        return
        [
            Id(i),
            Name(ref random),
            Kana(ref random),
            "正規",
            random.Below(500) == 0 ? "R8.2.30" : Date(hired, 0),
            "",
            "在職",
            "本務",
            Org(ref random),
            "何々部何々課何々係",
            Posts[random.Below(Posts.Length)],
            random.Below(100) == 0 ? "（兼）総務課" : "",
            Date(Posted(hired, ref random), 2),
            "",
            onLeave ? "育休" : "",
            onLeave ? Date(new DateOnly(2025, 4, 1).AddDays(random.Below(300)), 3) : "",
            "",
            "",
            "",
            DateForms.Dotted(hired.AddDays(-8_000 - random.Below(2_000))),
            "女",
            $"行（一）{1 + i % 6}級{1 + i % 90}号",
            $"{20_000_000L + i * 13L}",
            $"{1_000_000L + i * 7L}",
        ];
    }

    private static string[] Education(int i, ref SplitMix random)
    {
        var onLeave = random.Below(30) == 0;
        var hired = Hired(ref random);
        return
        [
            Id(i),
            Name(ref random),
            Kana(ref random),
            "正規",
            random.Below(500) == 0 ? "2026/2/30" : DateForms.Slashed(hired),
            "---",
            "本務",
            Org(ref random),
            "何々部何々課何々係",
            Posts[random.Below(Posts.Length)],
            DateForms.Slashed(Posted(hired, ref random)),
            "---",
            onLeave ? "育休" : "---",
            onLeave ? DateForms.Slashed(new DateOnly(2025, 4, 1).AddDays(random.Below(300))) : "---",
            "---",
            random.Below(100) == 0 ? $"{900_000 + i % 1000}" : "---",
            "---",
            DateForms.Slashed(hired.AddDays(-8_000 - random.Below(2_000))),
        ];
    }

    // Six characters are the width of the profiles: letters go where a million people do not fit into digits.
    private static string Id(int i) => (i + 100_000).ToString("X6", CultureInfo.InvariantCulture);

    private static string Org(ref SplitMix random) => $"A{random.Below(3_000):0000}";

    private static DateOnly Hired(ref SplitMix random) =>
        random.Below(10) < 7 ? new DateOnly(1985 + random.Below(40), 4, 1) : new DateOnly(1985, 4, 1).AddDays(random.Below(14_000));

    private static DateOnly Posted(DateOnly hired, ref SplitMix random)
    {
        var day = new DateOnly(2018 + random.Below(9), 4, 1);
        return day < hired ? hired : day;
    }

    private static string Name(ref SplitMix random) => $"{Some(NameCharacters, 2, ref random)}　{Some(NameCharacters, 2, ref random)}";

    private static string Kana(ref SplitMix random) => $"{Some(KanaCharacters, 4, ref random)}　{Some(KanaCharacters, 3, ref random)}";

    private static string Some(string of, int length, ref SplitMix random)
    {
        Span<char> text = stackalloc char[length];
        for (var i = 0; i < length; i++)
            text[i] = of[random.Below(of.Length)];
        return text.ToString();
    }
}
