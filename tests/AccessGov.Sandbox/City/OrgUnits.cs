using static AccessGov.Sandbox.City.BusinessSystems;

namespace AccessGov.Sandbox.City;

/// <summary>The org chart: a city of about 49,000 people. The sample policy copies codes and organs from here.</summary>
public static class OrgUnits
{
    /// <summary>内部部局.</summary>
    public const string Internal = "内部部局";

    /// <summary>福祉事務所.</summary>
    public const string WelfareOffice = "福祉事務所";

    /// <summary>行政委員会.</summary>
    public const string Commission = "行政委員会";

    /// <summary>議会.</summary>
    public const string Assembly = "議会";

    /// <summary>消防本部.</summary>
    public const string Fire = "消防本部";

    /// <summary>地方公営企業.</summary>
    public const string Enterprise = "地方公営企業";

    /// <summary>Every unit, in the order of its code.</summary>
    public static IReadOnlyList<OrgUnit> All { get; } =
    [
        new("010000", "総務部", Internal, "mayor", null, Finance, 2, 0),
        new("010100", "総務課", Internal, "mayor", "010000", Personnel | Finance, 14, 6),
        new("010190", "総務課付", Internal, "mayor", "010000", None, 0, 0),
        new("010200", "政策推進課", Internal, "mayor", "010000", BusinessSystems.Web | Finance, 10, 4),
        new("010300", "財政課", Internal, "mayor", "010000", Finance, 11, 3),
        new("010400", "税務課", Internal, "mayor", "010000", Tax | Maps, 20, 12),
        new("010500", "収納課", Internal, "mayor", "010000", Tax | Collection, 9, 8),
        new("010600", "情報政策課", Internal, "mayor", "010000", Administration | BusinessSystems.Web, 8, 3),
        new("010700", "危機管理課", Internal, "mayor", "010000", Maps | BusinessSystems.Web, 6, 2),
        new("020000", "市民環境部", Internal, "mayor", null, Finance, 2, 0),
        new("020100", "市民課", Internal, "mayor", "020000", Residents | FamilyRegister, 8, 6),
        new("020110", "市民課住民記録係", Internal, "mayor", "020100", Residents, 8, 10),
        new("020120", "市民課戸籍係", Internal, "mayor", "020100", Residents | FamilyRegister, 7, 6),
        new("020200", "保険年金課", Internal, "mayor", "020000", HealthInsurance | Residents, 13, 14),
        new("020300", "生活環境課", Internal, "mayor", "020000", Maps, 10, 8),
        new("020400", "人権共生課", Internal, "mayor", "020000", BusinessSystems.Web, 5, 4),
        new("030000", "健康福祉部", Internal, "mayor", null, Finance, 2, 0),
        new("030100", "健康づくり課", Internal, "mayor", "030000", Health | Residents, 17, 16),
        new("030200", "高齢者福祉課", Internal, "mayor", "030000", CareInsurance | Residents, 13, 10),
        new("030210", "地域包括支援センター", Internal, "mayor", "030200", CareInsurance, 8, 10),
        new("030300", "子ども課", Internal, "mayor", "030000", Children | Residents, 12, 14),
        new("030310", "中央保育園", Internal, "mayor", "030300", None, 14, 34),
        new("030320", "東部保育園", Internal, "mayor", "030300", None, 12, 30),
        new("030330", "北部保育園", Internal, "mayor", "030300", None, 12, 30),
        new("030340", "児童センター", Internal, "mayor", "030300", None, 2, 18),
        new("040000", "福祉事務所", WelfareOffice, "mayor", "030000", Finance, 1, 0),
        new("040100", "福祉課", WelfareOffice, "mayor", "040000", Disability | Residents, 9, 8),
        new("040110", "福祉課生活保護係", WelfareOffice, "mayor", "040100", PublicAssistance | Residents, 8, 4),
        new("040120", "福祉課障がい福祉係", WelfareOffice, "mayor", "040100", Disability, 6, 6),
        new("040130", "福祉課児童家庭係", WelfareOffice, "mayor", "040100", Children, 6, 6),
        new("050000", "産業振興部", Internal, "mayor", null, Finance, 2, 0),
        new("050100", "商工観光課", Internal, "mayor", "050000", BusinessSystems.Web, 10, 8),
        new("050200", "農林課", Internal, "mayor", "050000", Maps | Farmland, 12, 6),
        new("050300", "地域ブランド推進課", Internal, "mayor", "050000", BusinessSystems.Web, 6, 5),
        new("060000", "まちづくり推進部", Internal, "mayor", null, Finance, 2, 0),
        new("060100", "まちづくり課", Internal, "mayor", "060000", Maps, 10, 5),
        new("060200", "道路河川課", Internal, "mayor", "060000", Maps, 14, 8),
        new("060300", "建築住宅課", Internal, "mayor", "060000", Maps, 8, 4),
        new("070100", "会計課", Internal, "mayor", null, Finance, 6, 3),
        new("080100", "議会事務局", Assembly, "mayor", null, BusinessSystems.Web, 6, 2),
        new("090100", "選挙管理委員会事務局", Commission, "mayor", null, Elections, 3, 2),
        new("090200", "監査委員事務局", Commission, "mayor", null, Finance, 3, 1),
        new("090300", "農業委員会事務局", Commission, "mayor", null, Farmland, 3, 2),
        new("090400", "公平委員会事務局", Commission, "mayor", null, None, 1, 0),
        new("090500", "固定資産評価審査委員会事務局", Commission, "mayor", null, None, 1, 0),
        new("500000", "教育委員会事務局", Commission, "education", null, Finance, 2, 0),
        new("500100", "学校教育課", Commission, "education", "500000", Schooling | Residents, 12, 30),
        new("500110", "学校給食センター", Commission, "education", "500100", None, 6, 24),
        new("500190", "学校教育課付", Commission, "education", "500000", None, 0, 0),
        new("500200", "生涯学習課", Commission, "education", "500000", BusinessSystems.Web, 9, 10),
        new("500300", "図書館", Commission, "education", "500200", Library, 5, 14),
        new("500310", "博物館", Commission, "education", "500200", BusinessSystems.Web, 4, 7),
        new("500400", "中央公民館", Commission, "education", "500200", BusinessSystems.Web, 4, 8),
        new("500410", "南部公民館", Commission, "education", "500400", None, 2, 5),
        new("500500", "文化スポーツ課", Commission, "education", "500000", BusinessSystems.Web, 7, 7),
        new("600000", "消防本部", Fire, "fire", null, Finance, 1, 0),
        new("600100", "消防本部総務課", Fire, "fire", "600000", Finance, 5, 1),
        new("600190", "消防本部総務課付", Fire, "fire", "600000", None, 0, 0),
        new("600200", "予防課", Fire, "fire", "600000", Maps, 5, 1),
        new("600300", "警防課", Fire, "fire", "600000", FireDispatch | Maps, 6, 0),
        new("600400", "通信指令課", Fire, "fire", "600000", FireDispatch, 8, 0),
        new("610100", "消防署", Fire, "fire", "600000", FireDispatch, 26, 1),
        new("610200", "北部分署", Fire, "fire", "610100", FireDispatch, 12, 0),
        new("700000", "水道局", Enterprise, "water", null, Finance, 1, 0),
        new("700100", "業務課", Enterprise, "water", "700000", WaterCharges | Residents, 7, 7),
        new("700190", "業務課付", Enterprise, "water", "700000", None, 0, 0),
        new("700200", "工務課", Enterprise, "water", "700000", Maps, 7, 2),
        new("700210", "浄水場", Enterprise, "water", "700200", WaterControl, 5, 3),
        new("700300", "下水道課", Enterprise, "water", "700000", Maps, 6, 3),
    ];
}
