using AccessGov.App.Enrolment;
using AccessGov.Core.Enrolment;

namespace AccessGov.Web.Pages.Keys;

/// <summary>One key of a person in the words of pages.</summary>
/// <param name="Serial">The number printed on it.</param>
/// <param name="Model">Its model.</param>
/// <param name="State">How it stands.</param>
/// <param name="Since">Since which day.</param>
/// <param name="Mark">How the tag looks.</param>
/// <param name="Sign">A sign before the word.</param>
/// <param name="LastUsed">最終使用日.</param>
/// <param name="MayBeLost">True when its holder can still report it lost.</param>
/// <param name="MayBeEnrolled">True when its holder can enrol it.</param>
public sealed record KeyLine(
    string Serial,
    string Model,
    string State,
    string Since,
    string Mark,
    string Sign,
    string LastUsed,
    bool MayBeLost,
    bool MayBeEnrolled
)
{
    /// <summary>A key as the register has it.</summary>
    /// <param name="here">Texts and clock.</param>
    /// <param name="line">The key with its last use.</param>
    public static KeyLine Of(PortalContext here, KeyRegister.Line line)
    {
        ArgumentNullException.ThrowIfNull(here);
        ArgumentNullException.ThrowIfNull(line);
        var key = line.Key;
        var (mark, sign) = Shelf.MarkOf(key);
        return new KeyLine(
            key.Serial.Value,
            key.Enrolled?.Key.Model ?? key.Model,
            here.Ui[$"Cli.KeyState.{KeyStateCodes.Of(key.State)}"],
            here.Ui.Of("Portal.KeySince", key.Since),
            mark,
            sign,
            // Of an enrolment that has ended nobody looks it up.
            line.LastUsedAt is { } at ? here.Time(at)
            : key.Enrolled is null ? "—"
            : here.Ui["Portal.KeyNeverUsed"],
            key.State is KeyState.Enrolled or KeyState.Unenrolled,
            key.State is KeyState.Unenrolled
        );
    }
}
