using AccessGov.App.Yaml;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Policy;

/// <summary>One reading of one file: complaints, and the names that its sections define for each other.</summary>
internal sealed class PolicyReading
{
    public PolicyReading(YamlErrors complaints)
    {
        YamlErrors = complaints;
        Values = new ScalarReader(complaints);
        Articles = new Registry("article", complaints, Forms.OneSpelling);
        Organs = new Registry("organ", complaints);
        Sources = new Registry("source", complaints);
        OrgUnits = new Registry("org-unit", complaints);
        Entitlements = new Registry("entitlement", complaints);
        Rules = new Registry("birthright-rule", complaints);
        Separations = new Registry("separation-rule", complaints);
    }

    public YamlErrors YamlErrors { get; }

    public ScalarReader Values { get; }

    public Registry Articles { get; }

    public Registry Organs { get; }

    public Registry Sources { get; }

    public Registry OrgUnits { get; }

    public Registry Entitlements { get; }

    public Registry Rules { get; }

    public Registry Separations { get; }

    public void Add(YamlField at, Wording what, Wording remedy) => YamlErrors.Add(at.At, at.Path, what, remedy);

    /// <summary>The article, which the file's own list of articles must have.</summary>
    public Article? Article(YamlField? field) =>
        Articles.Named(field, Values, Forms.IsArticle(), Forms.Article) is { } number ? new Article(number) : null;

    public OrgCode? OrgUnit(YamlField? field) =>
        OrgUnits.Named(field, Values, Forms.IsOrgCode(), Forms.OrgCode) is { } code ? new OrgCode(code) : null;

    public SourceId? Source(YamlField? field) =>
        Sources.Named(field, Values, Forms.IsName32(), Forms.Name32) is { } id ? new SourceId(id) : null;

    public EntitlementId? Entitlement(YamlField? field) =>
        Entitlements.Named(field, Values, Forms.IsName64(), Forms.Name64) is { } id ? new EntitlementId(id) : null;

    /// <summary>Defines the id of an item and answers it.</summary>
    public string? Define(Registry registry, YamlField? field)
    {
        var id = Values.Text(field, Forms.IsName64(), Forms.Name64);
        registry.Define(id, field);
        return id;
    }
}
