using System.CommandLine;
using System.CommandLine.Parsing;
using AccessGov.App.Policy;
using AccessGov.Core.Kernel;

namespace AccessGov.Functions.Cli.Sessions;

/// <summary>A zone behind an option, in the words of the policy or by its code, in any case; other words are refused.</summary>
internal sealed class ZoneOption : Option<string?>
{
    /// <summary>The option; its value is the code of the zone, and may be left out.</summary>
    /// <param name="name">Its name, with the dashes.</param>
    public ZoneOption(string name)
        : base(name)
    {
        (HelpName, Arity) = ("ZONE", ArgumentArity.ZeroOrOne);
        CustomParser = Read;
        CompletionSources.Add([.. PolicyVocabulary.Zones.Select(w => w.English)]);
    }

    private string? Read(ArgumentResult result)
    {
        if (result.Tokens is not [{ Value: var given }])
            return null;
        foreach (var word in PolicyVocabulary.Zones)
            if (word.Spellings.Append(ZoneCodes.Of(word.Value)).Contains(given, StringComparer.OrdinalIgnoreCase))
                return ZoneCodes.Of(word.Value);
        var texts = CliLanguage.Present;
        var words = PolicyVocabulary.Zones.Select(w => texts.Language == "ja" ? w.Japanese[0] : w.English);
        result.AddError(texts.Of("Cli.OptionWordUnfit", Name, given, string.Join(texts["List.Between"], words)));
        return null;
    }
}
