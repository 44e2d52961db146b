using AccessGov.App.Yaml;
using AccessGov.Core.Policy;

namespace AccessGov.App.Policy;

/// <summary><c>protected-accounts</c>.</summary>
internal static class ProtectedSection
{
    public static IReadOnlyList<ProtectedAccount> Read(YamlField? field, PolicyReading reading)
    {
        var accounts = new List<ProtectedAccount>();
        var named = new Registry("protected account", reading.YamlErrors);
        foreach (var item in reading.Values.List(field, "upn"))
            if (Section.Of(item, KeySets.ProtectedAccount, reading.YamlErrors) is { } section)
            {
                var kind = reading.Values.Word(section["kind"], PolicyVocabulary.Protections);
                var note = reading.Values.Text(section["note"]);
                var upn = reading.Values.Text(section["upn"], Forms.IsUpn(), Forms.Upn);
                var objectId = reading.Values.ObjectId(section["object-id"]);
                if (section["upn"] is null && section["object-id"] is null)
                    reading.Add(item, "The account has neither 'upn' nor 'object-id'.", "Add one of them; 'object-id' survives a rename.");
                // Directories compare names without case.
                named.Define(upn?.ToLowerInvariant(), section["upn"]);
                named.Define(objectId?.ToString(), section["object-id"]);
                if (kind is { } why && note is not null)
                    accounts.Add(new ProtectedAccount(objectId, upn, why, note));
            }
        return accounts;
    }
}
