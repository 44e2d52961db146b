using AccessGov.Core.Kernel;

namespace AccessGov.Sandbox.City;

/// <summary>職名.</summary>
internal static class Posts
{
    /// <summary>The post of the head of a unit.</summary>
    public static string HeadOf(OrgUnit unit) =>
        unit switch
        {
            { Code: "600000" } => "消防長",
            { Code: "700000" } => "局長",
            { Code: "500000" } => "教育次長",
            { Code: "040000" } => "所長",
            { IsDepartment: true } => "部長",
            { Name: var name } when name.EndsWith('署') => "署長",
            { Name: var name } when name.EndsWith('係') => "係長",
            { Name: var name } when name.EndsWith('園') => "園長",
            { Name: var name } when name.EndsWith('館') => "館長",
            { Name: var name } when name.EndsWith('局') => "事務局長",
            { Name: var name } when name.EndsWith('課') => "課長",
            _ => "所長",
        };

    /// <summary>True for posts that 役職定年 takes away.</summary>
    public static bool IsManagement(string post) => post.EndsWith('長') && post != "係長";

    /// <summary>An ordinary post by employment, unit and age.</summary>
    public static string Ordinary(ref SplitMix random, EmploymentKind kind, OrgUnit unit, int age) =>
        kind switch
        {
            EmploymentKind.FiscalYear => unit.Name.EndsWith('園')
                ? "保育補助員"
                : random.Pick(["事務補助員", "窓口支援員", "相談員", "作業員"]),
            EmploymentKind.PartTime => random.Pick(["嘱託員", "指導員", "調査員"]),
            EmploymentKind.Temporary => random.Pick(["主事（任期付）", "臨時事務員"]),
            EmploymentKind.Contractor => random.Pick(["運用保守員", "窓口委託要員"]),
            EmploymentKind.Reappointed => "専門員",
            _ when unit.Organ == OrgUnits.Fire => Rank(age, "消防士", "消防副士長", "消防士長", "消防司令補", "消防司令"),
            _ when unit.Name.EndsWith('園') => Rank(age, "保育士", "保育士", "主任保育士", "主任保育士", "副園長"),
            _ => Rank(age, "主事", "主任", "主査", "係長", "課長補佐"),
        };

    /// <summary>The next post up.</summary>
    public static string Above(string post) =>
        post switch
        {
            "主事" => "主任",
            "主任" => "主査",
            "主査" => "係長",
            "係長" => "課長補佐",
            "課長補佐" => "主幹",
            "消防士" => "消防副士長",
            "消防副士長" => "消防士長",
            "消防士長" => "消防司令補",
            "消防司令補" => "消防司令",
            "保育士" => "主任保育士",
            "主任保育士" => "副園長",
            _ => post,
        };

    private static string Rank(int age, params string[] ladder) =>
        ladder[
            age switch
            {
                < 30 => 0,
                < 37 => 1,
                < 43 => 2,
                < 50 => 3,
                _ => 4,
            }
        ];
}
