using AccessGov.Core.Kernel;

namespace AccessGov.Core.Grants;

/// <summary>
/// What the register of keys (鍵台帳) says of one person. Of whom it speaks, it alone decides: a line of an imported list would still open
/// the gate by the key that was reported lost. Of whom it does not speak, the imported list decides as before.
/// </summary>
/// <param name="Worker">Who.</param>
/// <param name="Since">Since which day the person holds a key that counts; null when none does.</param>
public sealed record HeldKey(EmployeeId Worker, DateOnly? Since);
