using System.CommandLine;
using System.Text;
using System.Text.Json;
using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Personnel.Reading.Suggesting;
using AccessGov.App.Storage.Content;
using AccessGov.App.Texts;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli;

/// <summary>
/// <c>accessgov hr profile suggest</c>: a first mapping profile for a file that nobody has mapped yet. It needs no settings and keeps
/// nothing; the proposal is on standard output, what stands in its way on standard error.
/// </summary>
internal static class HrProfileCommand
{
    private const string Unnamed = "source";

    public static Command Make(CliOptions options, CliHost host)
    {
        var file = new Argument<FileInfo>("file");
        var source = new Option<string?>("--source") { HelpName = "SOURCE" };
        var sheet = new Option<string?>("--sheet") { HelpName = "NAME" };
        var suggest = new Command("suggest") { file, source, sheet };
        suggest.SetAction(
            (parsed, ct) => SuggestAsync(parsed, options, host, parsed.GetValue(file)!, parsed.GetValue(source), parsed.GetValue(sheet), ct)
        );
        return new Command("profile") { suggest };
    }

    private static async Task<int> SuggestAsync(
        ParseResult parsed,
        CliOptions options,
        CliHost host,
        FileInfo file,
        string? source,
        string? sheet,
        CancellationToken ct
    )
    {
        var texts = CliLanguage.Present;
        if (source is not null && !SuggestProfile.IsSource(source))
            return Complain(texts.Of("Cli.SuggestSource", source), ExitCodes.Usage);
        var (content, exitCode) = await GivenFile.ReadAsync(texts, Complain, file, GivenFile.MostOfAList, null, ct);
        if (content is null)
            return exitCode;
        if (sheet is not null && !SuggestProfile.HasSheets(content))
            return Complain(texts.Of("Cli.SuggestSheetless", GivenFile.Called(texts, file)), ExitCodes.Usage);
        switch (SuggestProfile.Of(content, source ?? NameOf(file), sheet))
        {
            case ProfileSuggestion.Refused(var reasons):
                var name = GivenFile.Called(texts, file);
                foreach (var reason in reasons)
                    Complain(texts.Of("Cli.SuggestRefused", name, reason), ExitCodes.Refused);
                return ExitCodes.Refused;
            case ProfileSuggestion.Proposed(var lines, var missing, var questions) { Undecided: var undecided }:
                host.Out.Write(parsed.GetValue(options.Json) ? Json(lines, missing, undecided) : Written(lines, texts));
                foreach (var column in missing)
                    Complain(
                        texts.Of(
                            ExtractColumn.Filled.Contains(column) ? "Cli.SuggestMissingFilled" : "Cli.SuggestMissing",
                            column,
                            Wording.Of($"Suggest.of.{column}")
                        ),
                        ExitCodes.Refused
                    );
                foreach (var key in undecided)
                    Complain(texts.Of("Cli.SuggestUndecided", key), ExitCodes.Refused);
                if (source is null && NameOf(file) == Unnamed)
                    Complain(texts.Of("Cli.SuggestUnnamed", Unnamed), ExitCodes.Done);
                if (questions > 0)
                    Complain(texts.Of("Cli.SuggestQuestions", questions), ExitCodes.Done);
                return missing.Count + undecided.Count > 0 ? ExitCodes.Refused : ExitCodes.Done;
            case var other:
                throw new InvalidOperationException(other.GetType().Name);
        }

        int Complain(string text, int code)
        {
            host.Error.WriteLine(text);
            return code;
        }
    }

    private static string Json(IReadOnlyList<DraftLine> lines, IReadOnlyList<string> missing, IReadOnlyList<string> undecided)
    {
        var profile = string.Join('\n', lines.Where(l => !string.IsNullOrWhiteSpace(l.Yaml)).Select(l => l.Yaml));
        var remarks = lines.Where(l => l.Remark is not null).Select(l => l.Remark);
        return VisibleText.InJson(
                JsonSerializer.Serialize(
                    new
                    {
                        missing,
                        undecided,
                        profile,
                        remarks,
                    },
                    CoreJson.Indented
                )
            ) + "\n";
    }

    private static string Written(IReadOnlyList<DraftLine> lines, UiTexts texts)
    {
        var profile = new StringBuilder();
        var isJapanese = texts.Language == "ja";
        foreach (var line in lines)
        {
            var (yaml, remark) = (isJapanese ? line.Japanese : line.Yaml, line.Remark);
            profile.Append(yaml);
            if (remark is not null)
                profile.Append(string.IsNullOrWhiteSpace(yaml) ? "# " : "  # ").Append(texts.Of(remark));
            profile.Append('\n');
        }
        return profile.ToString();
    }

    /// <summary>The name of the file where it may be that of a source, as in the inbox.</summary>
    private static string NameOf(FileInfo file) =>
        Path.GetFileNameWithoutExtension(file.Name).ToLowerInvariant() is var name && SuggestProfile.IsSource(name) && name != "-"
            ? name
            : Unnamed;
}
