using System.Globalization;
using System.Resources;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Texts;

/// <summary>Texts for people, Japanese first (UiTexts.resx), English second (UiTexts.en.resx).</summary>
public sealed class UiTexts
{
    private static readonly ResourceManager Resources = new("AccessGov.App.Texts.UiTexts", typeof(UiTexts).Assembly);
    private readonly CultureInfo culture;

    /// <summary>Texts of a language.</summary>
    /// <param name="language"><c>ja</c> or <c>en</c>.</param>
    public UiTexts(string language) => culture = CultureInfo.GetCultureInfo(language);

    /// <summary><c>ja</c> or <c>en</c>.</summary>
    public string Language => culture.Name;

    /// <summary>A text by key; a key without a text is a bug and throws.</summary>
    public string this[string key] => Resources.GetString(key, culture) ?? throw new InvalidOperationException($"No text for '{key}'.");

    /// <summary>A text by key; null where there is none.</summary>
    /// <param name="key">The text's name in the resource file.</param>
    public string? Find(string key) => Resources.GetString(key, culture);

    /// <summary>A text with its arguments filled in.</summary>
    /// <param name="key">The text's name in the resource file.</param>
    /// <param name="arguments">What takes the places <c>{0}</c>, <c>{1}</c> …</param>
    /// <remarks>
    /// Texts that others wrote come in as arguments: what would not be seen of them is shown as its code. A wording is said in the same
    /// language.
    /// </remarks>
    public string Of(string key, params object?[] arguments) =>
        string.Format(CultureInfo.InvariantCulture, this[key], [.. arguments.Select(Shown)]);

    /// <summary>A sentence in this language.</summary>
    /// <param name="wording">Which, and what takes its places.</param>
    public string Of(Wording wording)
    {
        ArgumentNullException.ThrowIfNull(wording);
        return Of(wording.Key, [.. wording.Values]);
    }

    private object? Shown(object? argument) =>
        argument switch
        {
            null or IFormattable => argument,
            Wording wording => Of(wording),
            _ => VisibleText.Of(argument.ToString() ?? ""),
        };
}
