using AccessGov.App.Yaml;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.App.Policy;

/// <summary><c>protected-accounts</c>.</summary>
internal static class ProtectedSection
{
    public static IReadOnlyList<ProtectedAccount> Read(YamlField? field, PolicyReading reading)
    {
        var accounts = new List<ProtectedAccount>();
        var named = new Registry("protected-account", reading.YamlErrors);
        foreach (var item in reading.Values.List(field, "upn"))
            if (Section.Of(item, KeySets.ProtectedAccount, reading.YamlErrors) is { } section)
            {
                var kind = reading.Values.Word(section["kind"], PolicyVocabulary.Protections);
                var note = reading.Values.Text(section["note"]);
                var upn = reading.Values.Text(section["upn"], Forms.IsUpn(), Forms.Upn);
                var objectId = reading.Values.ObjectId(section["object-id"]);
                if (section["upn"] is null && section["object-id"] is null)
                    reading.Add(item, Wording.Of("Policy.account-without-name"), Wording.Of("Policy.add-name-or-id"));
                // Directories compare names without case.
                named.Define(upn?.ToLowerInvariant(), section["upn"]);
                named.Define(objectId?.ToString(), section["object-id"]);
                var (isSealed, hours) = ReadSeal(section, kind, reading);
                if (kind is { } why && note is not null)
                    accounts.Add(new ProtectedAccount(objectId, upn, why, note) { IsSealed = isSealed, MaxHours = hours });
            }
        return accounts;
    }

    /// <summary>Whether two people may open it, and for how many hours.</summary>
    private static (bool IsSealed, int Hours) ReadSeal(Section section, ProtectionKind? kind, PolicyReading reading)
    {
        var written = section["sealed"];
        var isSealed = reading.Values.YesNo(written) ?? false;
        var hours = reading.Values.Whole(section["max-hours"], 1, ProtectedAccount.MostHours);
        if (written is not null && kind is not (null or ProtectionKind.BreakGlass))
            reading.Add(written, Wording.Of("Policy.sealed-kind"), Wording.Of("Policy.write-break-glass"));
        if (isSealed && section["upn"] is null)
            reading.Add(written!, Wording.Of("Policy.sealed-without-name"), Wording.Of("Policy.add-upn"));
        if (!isSealed && section["max-hours"] is { } without)
            reading.Add(without, Wording.Of("Policy.hours-unsealed"), Wording.Of("Policy.write-sealed"));
        return (isSealed, hours ?? ProtectedAccount.UsualHours);
    }
}
