using AccessGov.App.Yaml;
using AccessGov.Core.Policy;

namespace AccessGov.App.Policy;

/// <summary><c>help-desk</c>: whom people turn to.</summary>
internal static class HelpDeskSection
{
    /// <summary>The desk; null when the city names none, or something is wrong with it, which is then told.</summary>
    public static HelpDesk? Read(YamlField? field, PolicyReading reading)
    {
        if (field is null || Section.Of(field, KeySets.HelpDesk, reading.YamlErrors) is not { } section)
            return null;
        var name = reading.Values.Text(section["name"]);
        var phone = reading.Values.Text(section["phone"]);
        var mail = reading.Values.Text(section["mail"], Forms.IsMail(), Forms.Mail);
        return name is null ? null : new HelpDesk(name, phone, mail);
    }
}
