namespace Metrology.Core.Quantities;

/// <summary>
/// What an instrument said once (读数): the text as received, the number it means and where the bytes can be found again.
/// </summary>
/// <param name="Instrument">Identity of the instrument in the equipment register, or the role it plays on a simulated bench.</param>
/// <param name="Measurand">Stable id of the quantity, see <see cref="Measurands"/>.</param>
/// <param name="Text">The characters that carried the value, unchanged (for binary protocols their decoded digits).</param>
/// <param name="Value">The value as written, no digit added or lost.</param>
/// <param name="Unit">Unit symbol as in <see cref="Units"/>.</param>
/// <param name="Resolution">Smallest step of the indication in <paramref name="Unit"/>; VIM 4.14.</param>
/// <param name="RawHash">Lower-case hexadecimal SHA-256 of the bytes of the frame or payload.</param>
/// <param name="DeviceTime">The instrument's own time, when it sends one; never taken from the receiver.</param>
/// <param name="ReceivedAt">Time of the receiving clock.</param>
public sealed record Reading(
    string Instrument,
    string Measurand,
    string Text,
    decimal Value,
    string Unit,
    decimal Resolution,
    string RawHash,
    DateTimeOffset? DeviceTime,
    DateTimeOffset ReceivedAt);
