package io.github.millwork.collect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Gives strings numbers, from 0, in the order of their first coming. Equal strings have the same number, but only until
 * there are many and nearly all were new: from then on looking them up would cost more than it saves. The characters lie
 * in pages and not in a string for each, which would cost more than all the rest of reading a column.
 */
final class Words {
    private static final int FIRST_PAGE = 1 << 6;
    private static final int LARGEST_PAGE = 1 << 16;
    private static final int MANY = 1 << 15;
    private static final int HASH_MIX = 0x9E3779B9;

    private final List<char[]> pages = new ArrayList<>();
    private int used; // of the last page
    private int size;
    private int[] page = new int[8]; // the page of each word, its place there, its length, its hash
    private int[] place = new int[8];
    private int[] length = new int[8];
    private int[] hash = new int[8];
    private int[] table = new int[16]; // number + 1, or 0 where there is none; empty once nothing is looked up any more
    private int lookups;

    int size() {
        return size;
    }

    String get(int number) {
        return new String(pages.get(page[number]), place[number], length[number]);
    }

    /** The number of a word, which is {@link #size} as it was before if it is taken for new. */
    int number(char[] text, int offset, int count) {
        if (size == page.length) grow();
        if (table.length > 0) {
            lookups++;
            int code = 0;
            for (int i = offset; i < offset + count; i++) code = 31 * code + text[i];
            code *= HASH_MIX;
            int slot = slot(code);
            for (; table[slot] != 0; slot = slot + 1 & table.length - 1) {
                int number = table[slot] - 1;
                if (hash[number] == code && length[number] == count && same(number, text, offset)) return number;
            }
            table[slot] = size + 1;
            hash[size] = code;
        }
        store(text, offset, count);
        return size++;
    }

    private int slot(int code) {
        return (code ^ code >>> 16) & table.length - 1;
    }

    private boolean same(int number, char[] text, int offset) {
        int begin = place[number];
        int count = length[number];
        return Arrays.equals(pages.get(page[number]), begin, begin + count, text, offset, offset + count);
    }

    private void store(char[] text, int offset, int count) {
        char[] last = pages.isEmpty() ? new char[0] : pages.get(pages.size() - 1);
        if (last.length - used < count) {
            last = new char[Math.max(count, Math.max(FIRST_PAGE, Math.min(LARGEST_PAGE, 2 * last.length)))];
            pages.add(last);
            used = 0;
        }
        System.arraycopy(text, offset, last, used, count);
        page[size] = pages.size() - 1;
        place[size] = used;
        length[size] = count;
        used += count;
    }

    private void grow() {
        int room = 2 * size;
        page = Arrays.copyOf(page, room);
        place = Arrays.copyOf(place, room);
        length = Arrays.copyOf(length, room);
        if (table.length == 0) return;
        if (size >= MANY && lookups < size + size / 8) {
            table = new int[0];
            hash = table;
            return;
        }
        hash = Arrays.copyOf(hash, room);
        table = new int[2 * room];
        for (int number = 0; number < size; number++) {
            int slot = slot(hash[number]);
            while (table[slot] != 0) slot = slot + 1 & table.length - 1;
            table[slot] = number + 1;
        }
    }
}
