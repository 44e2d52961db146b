namespace AccessGov.Core.Adopting;

/// <summary>Headers of a list of pairs, as people read them in a spreadsheet.</summary>
public static class PairColumns
{
    /// <summary>Empty; people put 1 or ○ where the pair is right.</summary>
    public const string Mark = "採用";

    /// <summary>職員番号 of the worker.</summary>
    public const string Number = "職員番号";

    /// <summary>氏名 of the worker.</summary>
    public const string Name = "氏名";

    /// <summary>所属 of the worker.</summary>
    public const string Unit = "所属";

    /// <summary>Sign-in name of the account.</summary>
    public const string UserPrincipalName = "UPN";

    /// <summary>Display name of the account.</summary>
    public const string DisplayName = "表示名";

    /// <summary>Department of the account.</summary>
    public const string Department = "部署";

    /// <summary>Entra object id of the account.</summary>
    public const string ObjectId = "objectId";

    /// <summary>Why the account looks like the worker's.</summary>
    public const string Why = "根拠";

    /// <summary>How many others it could be.</summary>
    public const string Others = "他の候補";

    /// <summary>All of them, in the order in which they are written.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Mark, Number, Name, Unit, UserPrincipalName, DisplayName, Department, ObjectId, Why, Others];
}
