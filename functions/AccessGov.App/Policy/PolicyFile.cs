using System.Security.Cryptography;
using AccessGov.App.Yaml;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.App.Policy;

/// <summary>Reads the policy file of a city (docs/policy.md): YAML, strict, everything wrong reported in one go.</summary>
public static class PolicyFile
{
    /// <summary>Reads a file; one that cannot be opened is refused like one that is wrong.</summary>
    /// <param name="path">Path of the YAML file.</param>
    public static PolicyRead Read(string path) => ReadWithContent(path).Read;

    /// <summary>Reads a file and gives back its bytes too.</summary>
    /// <param name="path">Path of the YAML file.</param>
    internal static (PolicyRead Read, byte[] Content) ReadWithContent(string path)
    {
        try
        {
            var content = File.ReadAllBytes(path);
            return (Read(content), content);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (new PolicyRead.Refused([YamlText.Unreadable(e)]), []);
        }
    }

    /// <summary>Reads the bytes of a file; the policy's version is their SHA-256.</summary>
    /// <param name="content">The file's bytes, UTF-8.</param>
    public static PolicyRead Read(ReadOnlySpan<byte> content)
    {
        var complaints = new YamlErrors("policy");
        GovernancePolicy? policy = null;
        if (YamlText.Decode(content, complaints) is { } text && YamlTree.Of(text, complaints) is { } root)
            policy = ReadRoot(root, Convert.ToHexStringLower(SHA256.HashData(content)), new PolicyReading(complaints));
        if (complaints.Count > 0)
            return new PolicyRead.Refused(complaints.InOrder());
        return new PolicyRead.Read(policy ?? throw new InvalidOperationException("A policy was neither read nor refused."));
    }

    private static GovernancePolicy? ReadRoot(YamlNode root, string contentHash, PolicyReading reading)
    {
        if (Section.Of(new YamlField(root, ""), KeySets.Policy, reading.YamlErrors) is not { } section)
            return null;
        var values = reading.Values;
        var tenant = values.Text(section["tenant"], Forms.IsName32(), Forms.Name32);
        var title = values.Text(section["title"]);
        var timeZone = ReadTimeZone(section["time-zone"], reading);
        var suffix = values.Text(section["upn-suffix"], Forms.IsSuffix(), Forms.Suffix);
        SourceSection.ReadArticles(section["articles"], reading);
        var accountArticle = reading.Article(section["account-article"]);
        SourceSection.ReadOrgans(section["organs"], reading);
        var sources = SourceSection.ReadSources(section["sources"], reading);
        var orgUnits = new OrgUnitSection(reading);
        var units = orgUnits.Read(section["org-units"]);
        var entitlements = new EntitlementSection(reading);
        var rights = entitlements.Read(section["entitlements"]);
        var rules = new RuleSection(reading, orgUnits, entitlements).Read(section["birthright-rules"]);
        var separations = new SeparationSection(reading, entitlements).Read(section["separation-rules"]);
        var timing = TimingSection.Read(section["timing"], reading);
        var limits = LimitsSection.Read(section["limits"], reading);
        var accounts = ProtectedSection.Read(section["protected-accounts"], reading);
        var keyModels = KeyModelSection.Read(section["key-models"], reading);
        var heads = values.Set(section["heads"], f => values.Text(f));
        var reviews = ReviewSection.Read(section["reviews"], reading, rights);
        var helpDesk = HelpDeskSection.Read(section["help-desk"], reading);
        var approvals = ApprovalSection.Read(section["approvals"], reading);
        if (reading.YamlErrors.Count > 0)
            return null;
        return new GovernancePolicy(
            TenantId.Parse(tenant!),
            title!,
            accountArticle!.Value,
            contentHash,
            timeZone!,
            suffix!,
            sources,
            new OrgChart(units),
            rights,
            rules,
            separations,
            timing!,
            limits!,
            accounts
        )
        {
            Approvals = approvals,
            KeyModels = keyModels,
            Reviews = reviews,
            HelpDesk = helpDesk,
            Heads = [.. heads.Select(h => h.Text).Order(StringComparer.Ordinal)],
        };
    }

    private static string? ReadTimeZone(YamlField? field, PolicyReading reading)
    {
        if (reading.Values.Text(field) is not { } name)
            return null;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId)
            return name;
        reading.Add(field!, Wording.Of("Policy.unknown-time-zone", name), Wording.Of("Policy.write-time-zone"));
        return null;
    }
}
