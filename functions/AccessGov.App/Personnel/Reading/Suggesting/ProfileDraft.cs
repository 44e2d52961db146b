using System.Globalization;
using AccessGov.App.Personnel.Reading.Dates;
using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Personnel.Reading.Text;
using AccessGov.App.Yaml;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Reading.Suggesting;

/// <summary>Writes a proposed profile, line by line: what was seen as the profile says it, what is open as a question beside it.</summary>
internal sealed class ProfileDraft(SeenTable table, ColumnPlaces places)
{
    private const string InWords = "    ";

    private readonly List<DraftLine> lines = [];
    private readonly List<string> undecided = [];

    public IReadOnlyList<DraftLine> Lines => lines;

    /// <summary>How many columns and words wait for an answer.</summary>
    public int Questions { get; private set; }

    /// <summary>Keys whose value a person must write; until then nobody accepts the profile.</summary>
    public IReadOnlyList<string> Undecided => undecided;

    public void Write(string source)
    {
        Add("# yaml-language-server: $schema=../profile.schema.json");
        Remark("Suggest.head", table.Rows, table.HeaderRow);
        Remark("Suggest.next", source);
        Add("kind: extract");
        Add($"source: {YamlWriting.Text(source)}");
        if (!table.IsWorkbook)
        {
            Add("encoding: ", Of(ProfileWords.Encodings, table.Encoding));
            Add("delimiter: ", Of(ProfileWords.Delimiters, table.Delimiter));
        }
        if (table.Sheet is { } sheet)
            Add($"sheet: {YamlWriting.Text(sheet)}");
        Width();
        Add("totalRow: ", Of(ProfileWords.Needs, table.HasTotalRow), table.HasTotalRow ? Wording.Of("Suggest.total-row") : null);
        if (!table.IsWorkbook)
            FinalLineBreak();
        Dates();
        Columns();
        Others();
        if (Mapped(ExtractColumn.PostingKind) is not null)
            Add("guestKind: 併任", Wording.Of("Suggest.guest-kind"));
        if (Mapped(ExtractColumn.EmploymentKind) is not null)
            Add("needsEnd: [", Of(StaffWords.Employments, EmploymentKind.FiscalYear), Wording.Of("Suggest.needs-end"), "]");
        Words();
    }

    private void FinalLineBreak()
    {
        // Once 'optional' stands there, nobody tells a file that was cut off from one that is always so.
        if (table.HasFinalLineBreak)
            Add("finalLineBreak: ", Of(ProfileWords.Needs, true));
        else
            LeaveOpen("finalLineBreak", Wording.Of("Suggest.no-line-break"));
    }

    private void Width()
    {
        if (Mapped(ExtractColumn.EmployeeId) is not { Filled: > 0 } number)
            return;
        var (longest, most) = (number.Lengths.Keys.Max(), number.Lengths.Values.Sum());
        var shorter = most - number.Lengths[longest];
        if (!number.IsCode)
            Ask("", Wording.Of("Suggest.no-number", number.Header));
        else if (number.HasLeadingZero)
            Add(
                $"idWidth: {longest.ToString(CultureInfo.InvariantCulture)}",
                shorter == 0 ? null : Wording.Of("Suggest.zeros-lost", shorter, longest)
            );
        // No zero shows that none was lost: a spreadsheet takes them from all numbers alike.
        else if (shorter == 0)
            LeaveOpen("idWidth", Wording.Of(number.HasNumbers ? "Suggest.stored-as-numbers" : "Suggest.no-zeros", longest));
        else
            LeaveOpen(
                "idWidth",
                Wording.Of(number.HasNumbers ? "Suggest.no-width-as-numbers" : "Suggest.no-width", number.Lengths.Keys.Min(), longest)
            );
    }

    private void Dates()
    {
        var days = places.Placed.Where(p => KnownHeaders.IsOfDays(p.Key)).Select(p => p.Value).ToArray();
        var forms = ProfileWords.Dates.Where(d => days.Any(c => c.DatesIn.HasFlag(d.Value))).ToArray();
        if (forms.Length > 0)
            lines.Add(
                new DraftLine($"dates: [{string.Join(", ", forms.Select(d => d.English))}]")
                {
                    Japanese = $"dates: [{string.Join(", ", forms.Select(d => d.InJapanese))}]",
                }
            );
        else
            Ask("", Wording.Of("Suggest.no-dates"));
        foreach (var column in days.Where(c => c.DaysSeen < c.Filled))
            Ask("", Wording.Of("Suggest.no-days", column.Header, column.Filled - column.DaysSeen));
        AddList("nullWords", places.Placed.Values.SelectMany(c => c.Dashes));
        AddList("noEndWords", days.SelectMany(c => c.NoEndWords));
    }

    private void Columns()
    {
        Add("columns:");
        foreach (var column in ExtractColumn.Needed.Concat(ExtractColumn.Possible))
            if (Mapped(column) is { } seen)
                Add($"  {column}: {YamlWriting.Text(seen.Header)}", seen.Filled == 0 ? Wording.Of("Suggest.empty-column") : null);
            else if (ExtractColumn.Needed.Contains(column))
                Ask("  ", Wording.Of("Suggest.not-found", column, Wording.Of($"Suggest.of.{column}")));
    }

    private void Others()
    {
        AddList("ignored", table.Columns.Where(c => KnownHeaders.IsNeverWanted(c.Key)).Select(c => c.Header));
        foreach (var column in places.Others)
            Ask("", Question(column));
        if (table.Columns.Where(c => c.IsSensitive).Select(c => c.Header).ToArray() is { Length: > 0 } dropped)
            Remark("Suggest.dropped", (object)dropped);
    }

    private Wording Question(SeenColumn column)
    {
        if (table.Columns.Count(c => c.Key == column.Key) > 1)
            return Wording.Of("Suggest.column-twice", column.Header);
        var holds =
            column.Filled == 0 ? Wording.Of("Suggest.holds-nothing")
            : column.DatesIn != DateForms.None && column.DaysSeen * 2 >= column.Filled ? Wording.Of("Suggest.holds-days")
            : column.IsCode ? Wording.Of("Suggest.holds-codes")
            : Wording.Of("Suggest.holds-text");
        return Wording.Of("Suggest.unplaced", column.Header, holds);
    }

    private void Words()
    {
        var mapped = KnownWords.Columns.Where(c => Mapped(c) is not null).ToArray();
        if (mapped.Length > 0)
            Add("words:");
        foreach (var column in mapped)
            Words(column, Mapped(column)!);
    }

    private void Words(string column, SeenColumn seen)
    {
        Add($"  {column}:");
        var keys = new HashSet<string>();
        if (seen.Words is null)
            Ask(InWords, Wording.Of("Suggest.many-words", seen.Header, SeenColumn.MostWords));
        foreach (var word in seen.Words ?? [])
            if (KnownWords.Meaning(column, word.Text) is { } meaning)
            {
                keys.Add(Folding.Key(word.Text));
                Add($"{InWords}{YamlWriting.Text(word.Text)}: ", meaning, KnownWords.RemarkOn(column, word.Text));
            }
        foreach (var word in (seen.Words ?? []).Where(w => KnownWords.Meaning(column, w.Text) is null))
            Ask(InWords, Wording.Of("Suggest.unknown-word", word.Text, word.Count));
        var usual = KnownWords.Usual(column).Where(w => !keys.Contains(Folding.Key(w.Key))).ToArray();
        if (usual.Length > 0)
            Add(InWords, Wording.Of("Suggest.usual-words"));
        foreach (var (word, meaning) in usual)
            Add($"{InWords}{YamlWriting.Text(word)}: ", meaning);
    }

    private SeenColumn? Mapped(string column) => places.Placed.GetValueOrDefault(column);

    private static Word<T> Of<T>(IReadOnlyList<Word<T>> words, T value)
        where T : struct => words.First(w => w.Value.Equals(value));

    private void AddList(string key, IEnumerable<string> texts)
    {
        if (texts.DistinctBy(Folding.Key).Select(YamlWriting.Text).ToArray() is { Length: > 0 } all)
            Add($"{key}: [{string.Join(", ", all)}]");
    }

    private void Ask(string yaml, Wording question)
    {
        Questions++;
        Add(yaml, question);
    }

    /// <summary>A key without a value: what the file does not tell is not taken for said because nobody looked.</summary>
    private void LeaveOpen(string key, Wording question)
    {
        undecided.Add(key);
        Ask($"{key}:", question);
    }

    private void Remark(string key, params ReadOnlySpan<object?> values) => Add("", Wording.Of(key, values));

    /// <summary>A line with a word between two texts.</summary>
    private void Add(string before, Word word, Wording? remark = null, string after = "") =>
        lines.Add(new DraftLine(before + word.English + after, remark) { Japanese = before + word.InJapanese + after });

    private void Add(string yaml, Wording? remark = null) => lines.Add(new DraftLine(yaml, remark));
}
