using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AccessGov.Tests;

/// <summary>
/// Whoever reads one language meets no other: no Japanese letters in English answers but those that the city itself wrote, no English
/// sentence in Japanese ones. Code, paths, commands and what is quoted are the same in every language.
/// </summary>
internal static partial class OneLanguage
{
    // How by-laws number their articles, and what the directory is told of an employment: the same in every language.
    private const string Everywhere =
        "第 条第 項第 号 号ア 第八条第二項 別表第 条関係 正規職員 会計年度任用職員 再任用職員 特別職 非常勤職員 臨時職員 委託事業者";

    /// <summary>Holds an answer to it; the test fails with the first offence.</summary>
    /// <param name="language"><c>ja</c> or <c>en</c>.</param>
    /// <param name="text">What somebody reads.</param>
    /// <param name="where">What was asked, for the message.</param>
    /// <param name="written">Everything that the city wrote: its policy, its deliveries, the command itself. Asked for when needed.</param>
    public static void Holds(string language, string text, string where, Func<string> written)
    {
        var found =
            language == "en" ? JapaneseIn(text, written)
            : StringsOf(text) is { } strings ? strings.Select(EnglishIn).FirstOrDefault(f => f is not null)
            : EnglishIn(text);
        Assert.True(found is null, $"{where}\nsays in the other language: {found}\n\n{text}");
    }

    /// <summary>What a city wrote: its policy, profiles and deliveries in a folder and below.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="remarks">False where the remarks are the product's.</param>
    public static string WrittenIn(string folder, bool remarks = true)
    {
        var all = new StringBuilder();
        foreach (var file in System.IO.Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            if (Path.GetExtension(file) == ".csv")
                all.Append(Decoded(File.ReadAllBytes(file)));
            else if (Path.GetExtension(file) == ".yaml")
                all.Append(remarks ? Decoded(File.ReadAllBytes(file)) : Remark().Replace(Decoded(File.ReadAllBytes(file)), ""));
        return all.ToString();
    }

    /// <summary>The bytes of a file as its reader would see them: UTF-8, else CP932.</summary>
    private static string Decoded(byte[] content)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content);
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(932)!.GetString(content);
        }
    }

    /// <summary>Every string of JSON, which has codes and values and no sentences; null for what is no JSON.</summary>
    private static List<string>? StringsOf(string text)
    {
        if (text.Length == 0 || text[0] is not ('{' or '['))
            return null;
        var strings = new List<string>();
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
            while (reader.Read())
                if (reader.TokenType == JsonTokenType.String)
                    strings.Add(reader.GetString()!);
        }
        // Complaints may follow it.
        catch (JsonException) { }
        return strings;
    }

    private static string? EnglishIn(string text) =>
        EnglishSentence().Match(Same().Replace(text, "\n")) is { Success: true } found ? found.Value : null;

    private static string? JapaneseIn(string text, Func<string> written)
    {
        string? city = null;
        foreach (Match run in JapaneseRun().Matches(text))
            if (!(city ??= written() + Everywhere).Contains(run.Value, StringComparison.Ordinal))
                return run.Value;
        return null;
    }

    [GeneratedRegex(@"(?<![^\s])#.*")]
    private static partial Regex Remark();

    [GeneratedRegex(@"[\p{IsHiragana}\p{IsKatakana}\p{IsCJKUnifiedIdeographs}々〆]+")]
    private static partial Regex JapaneseRun();

    // Lists of keys have commas, and are no sentences.
    [GeneratedRegex(@"(?<![\w./<-])([A-Za-z']{2,} ){3}[A-Za-z']{2,}")]
    private static partial Regex EnglishSentence();

    [GeneratedRegex(
        """
              no[ ]list[ ]was[ ]imported                  # what builds before 0.1.0 wrote into the plans that they left
            | accessgov[ ][A-Za-z0-9 .=:/{}<>\[\]|_"-]+   # a command, as far as it goes
            | https?://\S+
            | (?<![\w])/[\w.+-]+(/[\w.+-]+)*              # a path
            | "[^"\n]*"
            | '[^'\n]*'
            | 「[^」\n]*」
            """,
        RegexOptions.IgnorePatternWhitespace
    )]
    private static partial Regex Same();
}
