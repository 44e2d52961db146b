using AccessGov.App.Yaml;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.App.Policy;

/// <summary>The vocabulary of the policy file.</summary>
internal static class PolicyVocabulary
{
    public static IReadOnlyList<Word<Zone>> Zones { get; } =
    [
        new(Zone.MyNumber, "my-number", "マイナンバー利用事務系", "個人番号利用事務系"),
        new(Zone.Lgwan, "lgwan", "LGWAN接続系"),
        new(Zone.Internet, "internet", "インターネット接続系"),
        new(Zone.Independent, "independent", "独自系"),
    ];

    public static IReadOnlyList<Word<Gate>> Gates { get; } =
    [
        new(Gate.MfaKey, "mfa-key", "多要素認証"),
        new(Gate.Training, "training", "研修"),
        new(Gate.Review, "review", "棚卸し"),
        new(Gate.Contract, "contract", "契約"),
        new(Gate.EntraKey, "entra-key", "Entra登録"),
    ];

    public static IReadOnlyList<Word<Confidentiality>> Confidentialities { get; } =
    [
        new(Confidentiality.Level3A, "3A", "機密性3A"),
        new(Confidentiality.Level3B, "3B", "機密性3B"),
        new(Confidentiality.Level3C, "3C", "機密性3C"),
        new(Confidentiality.Level2, "2", "機密性2"),
        new(Confidentiality.Level1, "1", "機密性1"),
    ];

    public static IReadOnlyList<Word<EmploymentKind>> Employments => StaffWords.Employments;

    public static IReadOnlyList<Word<PostingKind>> Postings => StaffWords.Postings;

    /// <summary>Keys of <c>on-leave</c>, so English only.</summary>
    public static IReadOnlyList<Word<LeaveKind>> Leaves { get; } =
    [new(LeaveKind.Suspension, "suspension"), new(LeaveKind.Childcare, "childcare"), new(LeaveKind.Other, "other")];

    public static IReadOnlyList<Word<LeaveTreatment>> Treatments { get; } =
    [
        new(LeaveTreatment.Keep, "keep", "維持"),
        new(LeaveTreatment.Withhold, "withhold", "権限停止"),
        new(LeaveTreatment.Disable, "disable", "無効化"),
    ];

    public static IReadOnlyList<Word<ProtectionKind>> Protections { get; } =
    [
        new(ProtectionKind.BreakGlass, "break-glass", "緊急用ID"),
        new(ProtectionKind.Own, "own", "自システム"),
        new(ProtectionKind.Named, "named", "指定"),
    ];

    public static IReadOnlyList<Word<ReviewSilence>> Silences { get; } =
    [
        new(ReviewSilence.Keep, "keep", "維持"),
        new(ReviewSilence.Remove, "remove", "停止"),
        new(ReviewSilence.Escalate, "escalate", "情報資産の所管課へ"),
    ];

    public static IReadOnlyList<Word<ReviewGroundKind>> Grounds { get; } =
    [
        new(ReviewGroundKind.Rule, "rule", "規則"),
        new(ReviewGroundKind.Request, "request", "申請"),
        new(ReviewGroundKind.Exception, "exception", "例外措置"),
        new(ReviewGroundKind.Unexplained, "unexplained", "根拠なし"),
    ];

    /// <summary>True for a right that no review may leave without a holder.</summary>
    public static IReadOnlyList<Word<bool>> LastHolders { get; } = [new(true, "keep", "維持")];

    /// <summary>Who is asked first: true for the owner of the right.</summary>
    public static IReadOnlyList<Word<bool>> FirstReviewers { get; } = [new(false, "head", "所属長"), new(true, "owner", "所管課")];

    public static IReadOnlyList<Word<OperatorRole>> ApproverRoles { get; } =
    [
        new(OperatorRole.Approver, "approver", OperatorRoleCodes.Word(OperatorRole.Approver)),
        new(OperatorRole.Officer, "officer", OperatorRoleCodes.Word(OperatorRole.Officer)),
    ];
}
