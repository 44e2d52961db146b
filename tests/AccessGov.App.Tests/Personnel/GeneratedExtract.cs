using System.Text;
using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Personnel.Reading.Tables;
using AccessGov.App.Personnel.Reading.Text;
using AccessGov.Sandbox.City.Files;
using DateForms = AccessGov.Sandbox.City.Files.DateForms;

namespace AccessGov.App.Tests.Personnel;

/// <summary>
/// An extract of any of the four sources with everything wrong that city halls, spreadsheets and transfers do to one: wrong days, unknown
/// words, missing, repeated and scattered rows, quotes, totals, encodings, 外字, cut ends, and profiles that differ from the shipped ones.
/// </summary>
internal sealed partial class GeneratedExtract
{
    private readonly Random random;
    private readonly ExtractFormat format;
    private readonly int faults;
    private readonly bool isScattered;

    private GeneratedExtract(int seed)
    {
        random = new Random(seed);
        format = ExtractFormat.All[random.Next(4)];
        faults = Pick(0, 2, 2, 10, 10, 50, 300);
        isScattered = Odds(300);
        Profile = ChangedProfile();
        Bytes = Damaged(Encoded(Text()));
    }

    /// <summary>How it is to be read.</summary>
    public MappingProfile Profile { get; private set; }

    /// <summary>The file.</summary>
    public byte[] Bytes { get; }

    /// <summary>The same seed makes the same file.</summary>
    public static GeneratedExtract Of(int seed) => new(seed);

    private bool Odds(int inThousand) => random.Next(1000) < inThousand;

    private T Pick<T>(params T[] of) => of[random.Next(of.Length)];

    private MappingProfile ChangedProfile()
    {
        var profile = format.Source switch
        {
            "mayor" => SampleProfiles.Mayor,
            "education" => SampleProfiles.Education,
            "fire" => SampleProfiles.Fire,
            _ => SampleProfiles.Water,
        };
        var form = profile.Form with { MaxRejectedShare = Pick(0.02, 1, 1, 1) };
        if (Odds(100))
            form = form with { IdWidth = null };
        if (Odds(50))
            form = form with { NeedsTotalRow = !form.NeedsTotalRow };
        if (Odds(100))
            form = form with { NeedsFinalLineBreak = false };
        if (Odds(200))
            form = form with
            {
                NullWords = new HashSet<string> { "---", "ナシ", "0", "001234" },
            };
        if (Odds(200))
            form = form with
            {
                NoEndWords = new HashSet<string> { "無期", "99999999" },
            };
        if (Odds(60))
            form = form with { Dates = (App.Personnel.Reading.Dates.DateForms)random.Next(32) };
        if (Odds(150))
            form = form with
            {
                Columns = new Dictionary<string, string>(form.Columns)
                {
                    ["displayName"] = "表示名",
                    ["formerName"] = "旧姓",
                    ["home"] = "任命権者",
                },
                Optional = new HashSet<string>(form.Optional) { "displayName", "formerName", "home" },
            };
        if (Odds(15))
            form = form with { Encoding = form.Encoding == TextEncoding.Utf8 ? TextEncoding.Cp932 : TextEncoding.Utf8 };
        return profile with { Form = form, GuestKind = Odds(600) ? null : profile.GuestKind };
    }

    private string Text()
    {
        var header = format.Header.ToList();
        foreach (var (_, name) in Profile.Form.Columns)
            if (!header.Contains(name) && Odds(700))
                header.Insert(random.Next(header.Count), name);
        if (faults > 0 && Odds(15))
            header.RemoveAt(random.Next(header.Count));
        if (faults > 0 && Odds(30))
            header[random.Next(header.Count)] = Pick("生年月日", "不明", "氏名", " 職員 番号", "");
        var lines = new List<string>();
        if (format.Preamble(Delivery.AsOf) is { Count: > 0 } preamble && !Odds(50))
            lines.AddRange(preamble);
        var headerLine = Line(header);
        lines.Add(headerLine);
        var rows = new List<string>();
        var workers = random.Next(1, 25);
        for (var worker = 0; worker < workers; worker++)
            AddRows(rows, header, worker);
        if (isScattered)
            random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rows));
        var count = rows.Count;
        if (faults > 0)
            for (var n = random.Next(3); n > 0; n--)
                rows.Insert(
                    random.Next(rows.Count + 1),
                    Odds(20) ? $"合計,{count}件" : Pick("", "", headerLine, new string(format.Separator, header.Count - 1), "　,　", "\"\"")
                );
        lines.AddRange(rows);
        if ((format.Total(1) is not null || Odds(50)) && !Odds(20))
            lines.Add(Total(Odds(20) ? count + 1 : count));
        if (faults > 0 && Odds(20))
            lines.AddRange(rows);
        var newLine = faults > 0 ? Pick(format.NewLine, format.NewLine, "\n", "\r\n", "\r") : format.NewLine;
        return string.Join(newLine, lines) + (Odds(20) ? "" : newLine) + (Odds(50) ? newLine : "");
    }

    private string Total(int rows) =>
        Pick(
                format.Total(rows) ?? $"計,{rows}",
                format.Total(rows) ?? $"計,{rows}",
                $"　合 計：{rows}名",
                Odds(100) ? "合計" : $"総計,,{rows}"
            )
            .Replace(',', format.Separator);

    private void AddRows(List<string> rows, List<string> header, int worker)
    {
        var number = Odds(100) ? $"00{1234 + worker}" : $"{random.Next(900) * 1000 + worker:000000}";
        if (Odds(50))
            number = $"A{worker:00000}";
        var person = Row(number);
        for (var n = Pick(1, 1, 1, 1, 2, 2, 3, Odds(30) ? 12 : 1); n > 0; n--)
        {
            var row = new Dictionary<string, string>(person);
            if (Odds(800))
                Repost(row);
            if (Odds(faults))
                foreach (var (column, text) in Row(number))
                    if (Odds(200))
                        row[column] = text;
            if (faults > 0 && Odds(150))
                Disturb(row, number);
            foreach (var column in row.Keys.ToArray())
                if (Odds(faults / 8))
                    row[column] = Odd(column, row[column], number);
            var line = Line(header.ConvertAll(name => Cell(name, row)));
            if (Odds(faults / 4))
                line = Pick(
                    line + format.Separator,
                    line + format.Separator + "x",
                    line[..random.Next(line.Length)],
                    "\"" + line,
                    line + "\"x\"",
                    line.Insert(random.Next(line.Length), "\""),
                    line
                );
            rows.Add(line);
            if (Odds(20 + faults / 4))
                rows.Add(line);
        }
    }

    private string Cell(string header, Dictionary<string, string> row)
    {
        foreach (var (logical, name) in Profile.Form.Columns)
            if (name == header)
                return row.GetValueOrDefault(logical, "");
        return header is "備考" ? "勤務地\r\n本庁" : Pick("", "何か", "1985/6/7");
    }

    private Dictionary<string, string> Row(string number)
    {
        var isGuest = Odds(40);
        var hasLeft = Odds(100);
        var row = new Dictionary<string, string>
        {
            ["employeeId"] = format.Source == "fire" ? DateForms.FullWidth(number) : number,
            ["name"] = Pick(Names),
            ["kana"] = Pick(Kana),
            ["displayName"] = Pick("", "", "", "花子"),
            ["formerName"] = Pick("", "", "", "旧姓"),
            ["employmentKind"] = Pick(Employments),
            ["hiredOn"] = isGuest ? "" : Day(Days[0].AddDays(random.Next(3000))),
            ["endsOn"] = hasLeft ? Day(Pick(Days[3], Days[4], Days[7])) : Pick("", "", Day(Days[7])),
            ["status"] = hasLeft ? Pick("退職", "在職") : Pick("在職", "在職", "休職"),
            ["orgName"] = "何課",
            ["formerId"] = Odds(30) ? Pick("900001", number, "90") : "",
            ["endsAtOnce"] = Odds(40) ? Pick("1", "0", "9") : "",
            ["concurrentText"] = Odds(20) ? "（兼）総務課" : "",
            ["home"] = Pick("", "", Profile?.Source.Value ?? "mayor", "fire"),
        };
        if (row["employmentKind"] == "会計年度任用" && row["endsOn"].Length == 0)
            row["endsOn"] = Day(Days[7]);
        Repost(row);
        if (isGuest)
            row["postingKind"] = "併任";
        if (!Odds(60))
            return row;
        row["leaveKind"] = Pick(Leaves);
        row["leaveFrom"] = Day(Pick(Days));
        row["leaveUntil"] = Pick("", Day(Days[7]));
        return row;
    }

    private void Repost(Dictionary<string, string> row)
    {
        row["postingKind"] = Pick(Postings);
        row["org"] = Pick("A120", "E100", "Ａ１２０", $"B{random.Next(30)}");
        row["post"] = Pick(Posts);
        var from = Pick(Days);
        row["postedFrom"] = Day(from);
        row["postedUntil"] = Odds(200) ? Day(from.AddDays(random.Next(400))) : "";
    }

    private string Day(DateOnly day) =>
        format.Source switch
        {
            "mayor" => Odds(500) ? DateForms.Written(day) : DateForms.Dotted(day),
            "education" => DateForms.Slashed(day),
            "fire" => DateForms.ExcelSerial(day),
            _ => DateForms.SevenDigits(day),
        };

    private string Line(IReadOnlyList<string> cells)
    {
        var line = format.Line(cells);
        return line[..^format.NewLine.Length];
    }

    private byte[] Encoded(string text)
    {
        if (faults > 0 && Odds(20))
            return Odds(500)
                ? Encoding.UTF8.GetBytes(text)
                : Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(text)).ToArray();
        if (format.IsCp932)
            return CodePagesEncodingProvider.Instance.GetEncoding(932)!.GetBytes(text);
        var bom = format.HasBom ? (Odds(950) ? 1 : random.Next(3)) : (Odds(30) ? 1 : 0);
        return [.. Enumerable.Repeat(Encoding.UTF8.Preamble.ToArray(), bom).SelectMany(b => b), .. Encoding.UTF8.GetBytes(text)];
    }

    private byte[] Damaged(byte[] bytes)
    {
        if (faults == 0)
            return bytes;
        if (Odds(30))
            bytes = bytes[..random.Next(bytes.Length + 1)];
        if (bytes.Length > 0 && Odds(60))
            for (var n = random.Next(1, 4); n > 0; n--)
                bytes[random.Next(bytes.Length)] = Pick<byte>(
                    (byte)random.Next(256),
                    (byte)'"',
                    (byte)',',
                    0,
                    0x80,
                    0xFD,
                    0x81,
                    (byte)'\n'
                );
        return bytes;
    }
}
