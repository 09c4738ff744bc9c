using System.Text;
using static System.Buffers.Binary.BinaryPrimitives;

namespace Metrology.Pdf.Conformance;

/// <summary>
/// A matrix/TRC display profile of sRGB (ICC.1:2004-10, version 4.2): primaries and white of IEC 61966-2-1 adapted to D50 by the Bradford
/// method, and the exact transfer function as a parametric curve.
/// </summary>
internal static class SrgbProfile
{
    const int HeaderLength = 128;

    static readonly double[] D50 = [0.9642, 1.0, 0.8249];

    public static byte[] Build()
    {
        var curve = Parametric(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045);
        (string Tag, byte[] Data)[] tags =
        [
            ("desc", Localized("sRGB IEC61966-2.1")),
            ("cprt", Localized("Public domain")),
            ("wtpt", Xyz(D50)),
            ("chad", Fixed("sf32", [1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168])),
            ("rXYZ", Xyz([0.43607, 0.22249, 0.01392])),
            ("gXYZ", Xyz([0.38515, 0.71687, 0.09708])),
            ("bXYZ", Xyz([0.14307, 0.06061, 0.71410])),
            ("rTRC", curve),
            ("gTRC", curve),
            ("bTRC", curve),
        ];
        var directory = HeaderLength + 4 + 12 * tags.Length;
        var places = new Dictionary<byte[], int>(ReferenceEqualityComparer.Instance);
        var at = directory;
        foreach (var (_, data) in tags)
            if (places.TryAdd(data, at))
                at += data.Length;

        var profile = new byte[at];
        WriteHeader(profile);
        WriteInt32BigEndian(profile.AsSpan(HeaderLength), tags.Length);
        for (var i = 0; i < tags.Length; i++)
        {
            var (tag, data) = tags[i];
            var entry = profile.AsSpan(HeaderLength + 4 + 12 * i, 12);
            Encoding.ASCII.GetBytes(tag, entry);
            WriteInt32BigEndian(entry[4..], places[data]);
            WriteInt32BigEndian(entry[8..], data.Length);
            data.CopyTo(profile, places[data]);
        }
        return profile;
    }

    static void WriteHeader(Span<byte> header)
    {
        WriteInt32BigEndian(header, header.Length);
        WriteUInt32BigEndian(header[8..], 0x04200000);
        Encoding.ASCII.GetBytes("mntrRGB XYZ ", header[12..]);
        // The date is that of the specification; the profile is always the same.
        foreach (var (i, part) in (ReadOnlySpan<(int, short)>)[(0, 2004), (1, 10), (2, 1)])
            WriteInt16BigEndian(header[(24 + 2 * i)..], part);
        Encoding.ASCII.GetBytes("acsp", header[36..]);
        for (var i = 0; i < 3; i++)
            WriteInt32BigEndian(header[(68 + 4 * i)..], ToFixed(D50[i]));
    }

    static byte[] Xyz(double[] values) => Fixed("XYZ ", values);

    static byte[] Parametric(params double[] values)
    {
        // Type 3: Y = (aX + b)^g for X ≥ d, cX below.
        var data = new byte[12 + 4 * values.Length];
        Encoding.ASCII.GetBytes("para", data);
        WriteInt16BigEndian(data.AsSpan(8), 3);
        for (var i = 0; i < values.Length; i++)
            WriteInt32BigEndian(data.AsSpan(12 + 4 * i), ToFixed(values[i]));
        return data;
    }

    static byte[] Fixed(string type, double[] values)
    {
        var data = new byte[8 + 4 * values.Length];
        Encoding.ASCII.GetBytes(type, data);
        for (var i = 0; i < values.Length; i++)
            WriteInt32BigEndian(data.AsSpan(8 + 4 * i), ToFixed(values[i]));
        return data;
    }

    static byte[] Localized(string text)
    {
        // One record, en-US, 12 bytes long, its string at 28; padded to a multiple of four.
        var data = new byte[28 + 2 * text.Length + 3 & ~3];
        Encoding.ASCII.GetBytes("mluc", data);
        WriteInt32BigEndian(data.AsSpan(8), 1);
        WriteInt32BigEndian(data.AsSpan(12), 12);
        Encoding.ASCII.GetBytes("enUS", data.AsSpan(16));
        WriteInt32BigEndian(data.AsSpan(20), 2 * text.Length);
        WriteInt32BigEndian(data.AsSpan(24), 28);
        Encoding.BigEndianUnicode.GetBytes(text, data.AsSpan(28));
        return data;
    }

    static int ToFixed(double value) => (int)Math.Round(value * 65536);
}
