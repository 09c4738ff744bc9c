namespace Metrology.Adapters.Tests.Framing;

/// <summary>Damages good frames in the ways a line does: flipped bits, lost, doubled, swapped and foreign bytes. Seeded, so that a failure can be seen again.</summary>
internal sealed class Mutations(int seed)
{
    private readonly Random random = new(seed);

    /// <summary>A copy with one to three damages.</summary>
    public byte[] Of(byte[] frame)
    {
        var bytes = frame.ToList();
        for (var damages = random.Next(1, 4); damages > 0; damages--)
            Damage(bytes);
        return [.. bytes];
    }

    public T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    private void Damage(List<byte> bytes)
    {
        if (bytes.Count == 0)
        {
            bytes.Add((byte)random.Next(256));
            return;
        }

        var at = random.Next(bytes.Count);
        switch (random.Next(7))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                bytes.RemoveAt(at);
                break;
            case 3:
                bytes.Insert(at, (byte)random.Next(256));
                break;
            case 4:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 5:
                bytes.InsertRange(at, bytes.GetRange(0, random.Next(bytes.Count)));
                break;
            default:
                var other = random.Next(bytes.Count);
                (bytes[at], bytes[other]) = (bytes[other], bytes[at]);
                break;
        }
    }
}
