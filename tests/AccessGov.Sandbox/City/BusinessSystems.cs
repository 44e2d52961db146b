namespace AccessGov.Sandbox.City;

/// <summary>The systems of the pretend city: the flavour by which the sample policy gives rights to org units.</summary>
[Flags]
public enum BusinessSystems
{
    /// <summary>Only what everybody has.</summary>
    None = 0,

    /// <summary>住民記録.</summary>
    Residents = 1,

    /// <summary>戸籍.</summary>
    FamilyRegister = 2,

    /// <summary>税: 住民税, 固定資産税.</summary>
    Tax = 4,

    /// <summary>収納・滞納.</summary>
    Collection = 8,

    /// <summary>国民健康保険・後期高齢者医療・国民年金.</summary>
    HealthInsurance = 16,

    /// <summary>介護保険.</summary>
    CareInsurance = 32,

    /// <summary>生活保護.</summary>
    PublicAssistance = 64,

    /// <summary>障がい福祉.</summary>
    Disability = 128,

    /// <summary>児童手当・児童扶養手当・保育.</summary>
    Children = 256,

    /// <summary>健康管理 (予防接種, 健診).</summary>
    Health = 512,

    /// <summary>選挙人名簿: fed from 住民記録.</summary>
    Elections = 1024,

    /// <summary>学齢簿・就学援助.</summary>
    Schooling = 2048,

    /// <summary>財務会計: those who enter or approve payments.</summary>
    Finance = 4096,

    /// <summary>人事給与.</summary>
    Personnel = 8192,

    /// <summary>地図・都市計画・土木積算 (LGWAN接続系).</summary>
    Maps = 16384,

    /// <summary>公式サイト・SNS (インターネット接続系).</summary>
    Web = 32768,

    /// <summary>消防指令 (独自系): never changed automatically.</summary>
    FireDispatch = 65536,

    /// <summary>水道料金.</summary>
    WaterCharges = 131072,

    /// <summary>水道監視制御 (独自系): never changed automatically.</summary>
    WaterControl = 262144,

    /// <summary>図書館 (独自系 or インターネット接続系).</summary>
    Library = 524288,

    /// <summary>農地台帳.</summary>
    Farmland = 1048576,

    /// <summary>情報システム管理.</summary>
    Administration = 2097152,

    /// <summary>What Article 2(9) puts into the マイナンバー利用事務系.</summary>
    MyNumber =
        Residents
        | FamilyRegister
        | Tax
        | Collection
        | HealthInsurance
        | CareInsurance
        | PublicAssistance
        | Disability
        | Children
        | Health
        | Elections
        | Schooling,
}
