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

    /// <summary>The word of the glossary: Japanese screens show it, and files that people write may have it instead of the code.</summary>
    /// <param name="value">A role.</param>
    public static string Word(OperatorRole value) =>
        value switch
        {
            OperatorRole.Operator => "操作者",
            OperatorRole.Approver => "承認者",
            OperatorRole.Officer => "情報セキュリティ責任者",
            OperatorRole.Auditor => "監査人",
            _ => throw new ArgumentOutOfRangeException(nameof(value)),
        };

    /// <summary>Reads a role as somebody wrote it: its code or its word.</summary>
    /// <param name="text">The text.</param>
    /// <param name="role">The role.</param>
    /// <returns>False for what is neither.</returns>
    public static bool TryReadWritten(string text, out OperatorRole role)
    {
        if (All.TryRead(text, out role))
            return true;
        foreach (var value in Enum.GetValues<OperatorRole>())
            if (Word(value) == text)
            {
                role = value;
                return true;
            }
        return false;
    }
}
