package org.yuemao.importing;

import java.util.ArrayList;
import java.util.List;
import org.yuemao.base.Refusal;

/** Keeps the disk and the connections from being filled with files that are all sent at once. */
final class RunningUploads {
    /** So many files of one person arrive at once. */
    static final int OF_ONE_PERSON = 2;

    /** So many files arrive at once in all. */
    static final int IN_ALL = 16;

    private final List<Place> taken = new ArrayList<>();

    /** A place among the files that are arriving, until it is closed. */
    final class Place {
        private final String username;

        private Place(String username) {
            this.username = username;
        }

        void close() {
            synchronized (taken) {
                taken.remove(this);
            }
        }
    }

    Place take(String username) {
        synchronized (taken) {
            long own = taken.stream()
                    .filter(place -> place.username.equals(username))
                    .count();
            Refusal.when(own >= OF_ONE_PERSON, null, "importing.refused.own", OF_ONE_PERSON);
            Refusal.when(taken.size() >= IN_ALL, null, "importing.refused.all");
            Place place = new Place(username);
            taken.add(place);
            return place;
        }
    }
}
