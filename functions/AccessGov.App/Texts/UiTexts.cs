using System.Globalization;
using System.Resources;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.App.Texts;

/// <summary>Texts for people, Japanese first (UiTexts.resx), English second (UiTexts.en.resx).</summary>
public sealed class UiTexts
{
    // Stands in a text where people are told whom to turn to.
    private const string DeskPlace = "{desk}";

    private static readonly ResourceManager Resources = new("AccessGov.App.Texts.UiTexts", typeof(UiTexts).Assembly);
    private readonly CultureInfo culture;
    private readonly string desk = "",
        deskInFormat = "";

    /// <summary>Texts of a language.</summary>
    /// <param name="language"><c>ja</c> or <c>en</c>.</param>
    /// <param name="helpDesk">Whom people are told to turn to; null where the policy names nobody, or none is at hand.</param>
    public UiTexts(string language, HelpDesk? helpDesk = null)
    {
        culture = CultureInfo.GetCultureInfo(language);
        desk = DeskOf(helpDesk);
        // Braces in what the policy calls the desk are no places to fill.
        deskInFormat = desk.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
    }

    /// <summary><c>ja</c> or <c>en</c>.</summary>
    public string Language => culture.Name;

    /// <summary>A text by key; a key without a text is a bug and throws.</summary>
    public string this[string key] => Find(key) ?? throw new InvalidOperationException($"No text for '{key}'.");

    /// <summary>A text by key; null where there is none.</summary>
    /// <param name="key">The text's name in the resource file.</param>
    public string? Find(string key) => Found(key, desk);

    /// <summary>What a function of the product is called, also by the queue of what it could not do; null for what is none.</summary>
    /// <param name="function">Its name.</param>
    public string? FunctionName(string function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return Find($"Function.{function.Split('-')[^1]}");
    }

    /// <summary>A text with its arguments filled in.</summary>
    /// <param name="key">The text's name in the resource file.</param>
    /// <param name="arguments">What takes the places <c>{0}</c>, <c>{1}</c> …</param>
    /// <remarks>
    /// Texts that others wrote come in as arguments: what would not be seen of them is shown as its code. A wording is said in the same
    /// language.
    /// </remarks>
    public string Of(string key, params object?[] arguments)
    {
        var text = Found(key, deskInFormat) ?? throw new InvalidOperationException($"No text for '{key}'.");
        return string.Format(CultureInfo.InvariantCulture, text, [.. arguments.Select(Shown)]);
    }

    /// <summary>A sentence in this language.</summary>
    /// <param name="wording">Which, and what takes its places.</param>
    public string Of(Wording wording)
    {
        ArgumentNullException.ThrowIfNull(wording);
        return Of(wording.Key, [.. wording.Values]);
    }

    private string? Found(string key, string told) => Resources.GetString(key, culture)?.Replace(DeskPlace, told, StringComparison.Ordinal);

    private string DeskOf(HelpDesk? helpDesk)
    {
        if (helpDesk is null)
            return this["Desk.Nobody"];
        var ways = new[] { helpDesk.Phone, helpDesk.Mail }.OfType<string>().Select(way => VisibleText.Of(way)).ToArray();
        return ways.Length == 0
            ? VisibleText.Of(helpDesk.Name)
            : Of("Desk.Reached", helpDesk.Name, string.Join(this["List.Between"], ways));
    }

    private object? Shown(object? argument) =>
        argument switch
        {
            null or IFormattable => argument,
            Wording wording => Of(wording),
            _ => VisibleText.Of(argument.ToString() ?? ""),
        };
}
