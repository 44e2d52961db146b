using AccessGov.App.Texts;
using AccessGov.Core.Kernel;

namespace AccessGov.Tests;

/// <summary>Wordings as somebody reads them.</summary>
internal static class Said
{
    /// <summary>In English.</summary>
    public static string InEnglish(this Wording wording) => new UiTexts("en").Of(wording);

    /// <summary>In Japanese.</summary>
    public static string InJapanese(this Wording wording) => new UiTexts("ja").Of(wording);
}
