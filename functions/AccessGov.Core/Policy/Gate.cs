using AccessGov.Core.Codes;

namespace AccessGov.Core.Policy;

/// <summary>What must hold besides the grant.</summary>
[CodedBy(typeof(GateCodes))]
public enum Gate
{
    /// <summary>A FIDO2 key is enrolled and has not lapsed.</summary>
    MfaKey,

    /// <summary>The yearly security training is current.</summary>
    Training,

    /// <summary>The right's review is not overdue.</summary>
    Review,

    /// <summary>A contract is in force (委託事業者).</summary>
    Contract,

    /// <summary>
    /// Entra's registration report names a passkey that is bound to a device. Silence of the report neither opens nor closes it.
    /// </summary>
    EntraKey,
}
