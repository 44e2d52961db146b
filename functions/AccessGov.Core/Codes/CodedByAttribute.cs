namespace AccessGov.Core.Codes;

/// <summary>
/// Names the list of codes of an enum or a closed hierarchy. What is kept, hashed, recorded or told to other programs uses these codes,
/// so that renaming a type or a member in the source changes no record, no plan's id and no interface.
/// </summary>
/// <param name="codes">A class with a static property <c>All</c>: an <see cref="EnumCodes{T}"/> or a <see cref="CaseCodes{T}"/>.</param>
[AttributeUsage(AttributeTargets.Enum | AttributeTargets.Class)]
public sealed class CodedByAttribute(Type codes) : Attribute
{
    /// <summary>The class with the codes.</summary>
    public Type Codes { get; } = codes;
}
