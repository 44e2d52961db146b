using AccessGov.Core.Kernel;

namespace AccessGov.Core.Grants;

/// <summary>
/// What Entra's registration report says of one person's account: a second fact beside the register of keys. Of whom the report does not
/// speak nothing is known: it leaves out disabled accounts and lags behind.
/// </summary>
/// <param name="Worker">Who.</param>
/// <param name="Has">True when a passkey that is bound to a device is registered.</param>
public sealed record EntraKey(EmployeeId Worker, bool Has);
