using AccessGov.App.Yaml;
using AccessGov.Core.Policy;

namespace AccessGov.App.Policy;

/// <summary><c>key-models</c>: models of security keys that may be enrolled.</summary>
internal static class KeyModelSection
{
    /// <summary>The models, by number; null when the city names none.</summary>
    public static IReadOnlyList<AllowedKeyModel>? Read(YamlField? field, PolicyReading reading)
    {
        if (field is null)
            return null;
        var models = new List<AllowedKeyModel>();
        var known = new Registry("key-model", reading.YamlErrors);
        foreach (var item in reading.Values.List(field, "name"))
            if (Section.Of(item, KeySets.KeyModel, reading.YamlErrors) is { } section)
            {
                var aaguid = reading.Values.Aaguid(section["aaguid"]);
                var name = reading.Values.Text(section["name"]);
                known.Define(aaguid?.ToString("D"), section["aaguid"]);
                if (aaguid is { } number && name is not null)
                    models.Add(new AllowedKeyModel(number, name));
            }
        return [.. models.OrderBy(m => m.Aaguid.ToString("D"), StringComparer.Ordinal)];
    }
}
