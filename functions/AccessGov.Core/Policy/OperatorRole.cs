using AccessGov.Core.Codes;

namespace AccessGov.Core.Policy;

/// <summary>What a person who works with the product may do. A person may have several roles.</summary>
[CodedBy(typeof(OperatorRoleCodes))]
public enum OperatorRole
{
    /// <summary>操作者: imports, plans, applies what is approved, proposes.</summary>
    Operator,

    /// <summary>承認者: agrees to what others asked for.</summary>
    Approver,

    /// <summary>情報セキュリティ責任者: an approver, also where the policy asks for one.</summary>
    Officer,

    /// <summary>監査人: reads everything, asks for nothing and agrees to nothing.</summary>
    Auditor,
}

/// <summary>Codes of roles in settings, facts and the policy file.</summary>
public static class OperatorRoleCodes
{
    /// <summary>Every code.</summary>
    public static EnumCodes<OperatorRole> All { get; } =
        new(
            (OperatorRole.Operator, "operator"),
            (OperatorRole.Approver, "approver"),
            (OperatorRole.Officer, "officer"),
            (OperatorRole.Auditor, "auditor")
        );

    /// <summary>The code of one.</summary>
    /// <param name="value">A role.</param>
    public static string Of(OperatorRole value) => All.Of(value);
}
