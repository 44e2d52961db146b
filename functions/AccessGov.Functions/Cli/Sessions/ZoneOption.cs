using System.CommandLine;
using System.CommandLine.Parsing;
using AccessGov.App.Policy;
using AccessGov.Core.Kernel;

namespace AccessGov.Functions.Cli.Sessions;

/// <summary>A zone behind an option, in the words of the policy or by its code, in any case; other words are refused.</summary>
internal static class ZoneOption
{
    /// <summary>The option; its value is the code of the zone, and may be left out.</summary>
    /// <param name="name">Its name, with the dashes.</param>
    public static Option<string?> Of(string name)
    {
        // No class of its own: where the types of the program are walked through, its base would load the library for nothing.
        var option = new Option<string?>(name)
        {
            HelpName = "ZONE",
            Arity = ArgumentArity.ZeroOrOne,
            CustomParser = result => Read(name, result),
        };
        option.CompletionSources.Add([.. PolicyVocabulary.Zones.Select(w => w.English)]);
        return option;
    }

    private static string? Read(string name, ArgumentResult result)
    {
        if (result.Tokens is not [{ Value: var given }])
            return null;
        foreach (var word in PolicyVocabulary.Zones)
            if (word.Spellings.Append(ZoneCodes.Of(word.Value)).Contains(given, StringComparer.OrdinalIgnoreCase))
                return ZoneCodes.Of(word.Value);
        var texts = CliLanguage.Present;
        var words = PolicyVocabulary.Zones.Select(w => texts.Language == "ja" ? w.Japanese[0] : w.English);
        result.AddError(texts.Of("Cli.OptionWordUnfit", name, given, string.Join(texts["List.Between"], words)));
        return null;
    }
}
