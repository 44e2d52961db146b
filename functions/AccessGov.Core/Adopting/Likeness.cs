using AccessGov.Core.Codes;

namespace AccessGov.Core.Adopting;

/// <summary>Why an account looks like a worker's. None of them is a proof.</summary>
[CodedBy(typeof(LikenessCodes))]
public enum Likeness
{
    /// <summary>It is called as the policy would call the worker's account.</summary>
    PolicyName,

    /// <summary>Its sign-in name is the 職員番号, however written.</summary>
    Number,

    /// <summary>It shows the worker's 氏名.</summary>
    Name,

    /// <summary>It shows the worker's unit too; alone that says nothing.</summary>
    Unit,
}

/// <summary>Codes of likenesses in answers.</summary>
public static class LikenessCodes
{
    /// <summary>Every code.</summary>
    public static EnumCodes<Likeness> All { get; } =
        new((Likeness.PolicyName, "policy-name"), (Likeness.Number, "number"), (Likeness.Name, "name"), (Likeness.Unit, "unit"));

    /// <summary>The code of one.</summary>
    /// <param name="value">Which.</param>
    public static string Of(Likeness value) => All.Of(value);
}
